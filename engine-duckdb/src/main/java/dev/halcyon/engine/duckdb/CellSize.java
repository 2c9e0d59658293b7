package dev.halcyon.engine.duckdb;

import dev.halcyon.kql.type.ScalarType;
import org.jspecify.annotations.Nullable;

/** The size of a cell in a result, in bytes of its text form; numbers are counted by an upper bound. */
final class CellSize {

    private static final int NULL = 4;
    private static final int REAL = 17;
    private static final int DATETIME = 28;
    private static final int TIMESPAN = 16;
    private static final int GUID = 36;
    private static final int DECIMAL = 20;

    private CellSize() {}

    static long of(ScalarType type, @Nullable Object cell) {
        if (cell == null) {
            return NULL;
        }
        return switch (type) {
            case BOOL -> NULL;
            case INT, LONG -> digits((Long) cell);
            case DATETIME -> DATETIME;
            case TIMESPAN -> TIMESPAN;
            case REAL -> REAL;
            case DECIMAL -> DECIMAL;
            case GUID -> GUID;
            case STRING, DYNAMIC -> utf8Length((String) cell);
        };
    }

    private static int digits(long value) {
        int digits = value < 0 ? 2 : 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private static long utf8Length(String text) {
        long length = text.length();
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            // A surrogate pair has four bytes: two chars of two.
            length += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return length;
    }
}
