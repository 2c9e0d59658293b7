package dev.halcyon.engine.storage;

import dev.halcyon.kql.type.Column;
import java.util.List;

/** Typed rows, column by column. */
public record RowBlock(List<Column> columns, List<ColumnValues> values, int rowCount) {
    public RowBlock {
        columns = List.copyOf(columns);
        values = List.copyOf(values);
        if (columns.size() != values.size()) {
            throw new IllegalArgumentException(columns.size() + " columns, " + values.size() + " value arrays");
        }
        for (ColumnValues column : values) {
            if (column.size() != rowCount) {
                throw new IllegalArgumentException(
                        "A column has %d values for %d rows".formatted(column.size(), rowCount));
            }
        }
    }

    public static RowBlockBuilder builder(List<Column> columns) {
        return new RowBlockBuilder(columns);
    }
}
