package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads a stored table.
 *
 * @param table the schema the binder saw; the engine finds the stored data by its name
 * @param columns one column for each column of the schema, hidden ones included, in the schema's order
 * @param restriction over these columns, for whoever may read a part of the rows only. It is no {@link Filter}: nothing
 *     that a query computes may learn of the other rows, not by an error and not by what it costs, so an engine must not
 *     evaluate anything of the query on them, nor answer by statistics that count them
 */
public record TableScan(TableSchema table, List<PlanColumn> columns, Optional<ScalarExpression> restriction)
        implements Relation {
    public TableScan {
        Objects.requireNonNull(table, "table");
        columns = List.copyOf(columns);
        Objects.requireNonNull(restriction, "restriction");
    }

    /** A scan of all rows. */
    public TableScan(TableSchema table, List<PlanColumn> columns) {
        this(table, columns, Optional.empty());
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
