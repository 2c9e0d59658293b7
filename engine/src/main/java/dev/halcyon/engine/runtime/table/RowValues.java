package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cells of whatever type as Java values that compare by {@code equals}. */
public final class RowValues {

    /** What a value of the size of a number costs on the heap. */
    private static final int OBJECT_BYTES = 24;

    private RowValues() {}

    /** A cell; ints as {@link Long} like every whole number. */
    public static @Nullable Object read(RowReader row, int column) {
        if (row.isNull(column)) {
            return null;
        }
        return switch (row.columns().get(column).type()) {
            case BOOL -> row.getBoolean(column);
            case INT, LONG, DATETIME, TIMESPAN -> row.getLong(column);
            case REAL -> row.getReal(column);
            case DECIMAL -> row.getDecimal(column);
            case GUID -> row.getGuid(column);
            case STRING, DYNAMIC -> row.getString(column);
        };
    }

    /** The cells of several columns. */
    static RowKey key(RowReader row, int from, int to) {
        @Nullable Object[] values = new Object[to - from];
        for (int index = from; index < to; index++) {
            values[index - from] = read(row, index);
        }
        return new RowKey(values);
    }

    /** The heap bytes that a value costs, about. */
    static long bytes(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> 2L * OBJECT_BYTES + text.length() * 2L;
            case BigDecimal number -> 3L * OBJECT_BYTES;
            case UUID guid -> 2L * OBJECT_BYTES;
            default -> OBJECT_BYTES;
        };
    }

    /** True when the cells of such a column can be read with {@link RowReader#getLong}. */
    static boolean isWhole(ScalarType type) {
        return switch (type) {
            case INT, LONG, DATETIME, TIMESPAN -> true;
            case BOOL, REAL, DECIMAL, GUID, STRING, DYNAMIC -> false;
        };
    }
}
