package dev.halcyon.engine.storage;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows for a {@link RowBlock}. A row is a value for each column in order, in the Java form of
 * {@link dev.halcyon.kql.plan.Literal}; null is a missing value, {@code ""} for a string (R20).
 */
public final class RowBlockBuilder {

    private final List<Column> columns;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    RowBlockBuilder(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Adds a row; the array is handed over. */
    public RowBlockBuilder add(@Nullable Object... row) {
        if (row.length != columns.size()) {
            throw new IllegalArgumentException(row.length + " values for " + columns.size() + " columns");
        }
        rows.add(row);
        return this;
    }

    public int rowCount() {
        return rows.size();
    }

    public RowBlock build() {
        List<ColumnValues> values = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            values.add(column(index, columns.get(index).type()));
        }
        return new RowBlock(columns, values, rows.size());
    }

    private ColumnValues column(int index, ScalarType type) {
        int count = rows.size();
        boolean[] nulls = new boolean[count];
        for (int row = 0; row < count; row++) {
            nulls[row] = rows.get(row)[index] == null;
        }
        return switch (type) {
            case BOOL -> {
                boolean[] values = new boolean[count];
                for (int row = 0; row < count; row++) {
                    values[row] = !nulls[row] && (Boolean) value(row, index);
                }
                yield new ColumnValues.Bools(values, nulls);
            }
            case INT, LONG, DATETIME, TIMESPAN -> {
                long[] values = new long[count];
                for (int row = 0; row < count; row++) {
                    values[row] = nulls[row] ? 0 : ((Number) value(row, index)).longValue();
                }
                yield new ColumnValues.Longs(values, nulls);
            }
            case REAL -> {
                double[] values = new double[count];
                for (int row = 0; row < count; row++) {
                    values[row] = nulls[row] ? 0 : (Double) value(row, index);
                }
                yield new ColumnValues.Reals(values, nulls);
            }
            case DECIMAL -> {
                @Nullable BigDecimal[] values = new BigDecimal[count];
                for (int row = 0; row < count; row++) {
                    values[row] = (BigDecimal) rows.get(row)[index];
                }
                yield new ColumnValues.Decimals(values);
            }
            case GUID -> {
                @Nullable UUID[] values = new UUID[count];
                for (int row = 0; row < count; row++) {
                    values[row] = (UUID) rows.get(row)[index];
                }
                yield new ColumnValues.Guids(values);
            }
            case STRING, DYNAMIC -> {
                @Nullable String[] values = new String[count];
                for (int row = 0; row < count; row++) {
                    Object value = rows.get(row)[index];
                    values[row] = value == null && type == ScalarType.STRING ? "" : (String) value;
                }
                yield new ColumnValues.Texts(values);
            }
        };
    }

    private Object value(int row, int index) {
        return Objects.requireNonNull(rows.get(row)[index]);
    }
}
