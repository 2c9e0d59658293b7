package dev.halcyon.engine.storage;

import dev.halcyon.kql.plan.Relation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Extents that become one sealed extent.
 *
 * @param table their table
 * @param extents closed or sealed ones
 * @param layout of the new extent
 * @param kept a relation over one scan of the table with the table's columns in their order: the rows that stay; all rows
 *     when empty. When all rows stay, the extents stay as they are
 */
public record ExtentRewrite(String table, List<Long> extents, ExtentLayout layout, Optional<Relation> kept) {
    public ExtentRewrite {
        Objects.requireNonNull(table, "table");
        extents = List.copyOf(extents);
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(kept, "kept");
    }
}
