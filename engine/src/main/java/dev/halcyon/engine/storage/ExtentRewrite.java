package dev.halcyon.engine.storage;

import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.TableSchema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/**
 * Extents that become one sealed extent.
 *
 * @param table their table
 * @param extents closed or sealed ones
 * @param layout of the new extent
 * @param kept from the table's schema at that moment to a relation over one scan of the table with the table's columns in
 *     their order: the rows that stay; all rows when empty. When all rows stay, the extents stay as they are
 * @param along further changes in the transaction that puts the new extent in the place of the old ones; it is told how
 *     many rows did not stay
 */
public record ExtentRewrite(
        String table,
        List<Long> extents,
        ExtentLayout layout,
        Optional<Function<TableSchema, Relation>> kept,
        ObjLongConsumer<StorageTransaction> along) {
    public ExtentRewrite {
        Objects.requireNonNull(table, "table");
        extents = List.copyOf(extents);
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(kept, "kept");
        Objects.requireNonNull(along, "along");
    }

    /** All rows stay. */
    public ExtentRewrite(String table, List<Long> extents, ExtentLayout layout) {
        this(table, extents, layout, Optional.empty(), (transaction, removed) -> {});
    }
}
