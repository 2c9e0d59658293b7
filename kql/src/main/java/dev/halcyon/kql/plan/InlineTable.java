package dev.halcyon.kql.plan;

import java.util.List;

/** The rows of {@code datatable}: constants in row-major order, each row as long as {@code columns} (R131). */
public record InlineTable(List<PlanColumn> columns, List<List<Literal>> rows) implements Relation {
    public InlineTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Literal> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "A row has " + row.size() + " values for " + columns.size() + " columns");
            }
        }
    }
}
