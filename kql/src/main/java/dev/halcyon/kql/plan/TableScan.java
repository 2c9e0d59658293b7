package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads a stored table.
 *
 * @param table the schema the binder saw; the engine finds the stored data by its name
 * @param columns one column for each column of the schema, hidden ones included, in the schema's order
 */
public record TableScan(TableSchema table, List<PlanColumn> columns) implements Relation {
    public TableScan {
        Objects.requireNonNull(table, "table");
        columns = List.copyOf(columns);
    }

    /** A scan for a plan that no binder makes; its columns are numbered downwards. */
    public static TableScan of(TableSchema table, int firstId) {
        List<PlanColumn> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            columns.add(new PlanColumn(firstId - columns.size(), column.name(), column.type()));
        }
        return new TableScan(table, columns);
    }
}
