package dev.halcyon.engine.storage;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column of a {@link RowBlock}. Arrays are handed over, not copied: who makes a block does not touch
 * them afterwards.
 */
public sealed interface ColumnValues {

    int size();

    boolean isNull(int row);

    /** Bools. */
    record Bools(boolean[] values, boolean[] nulls) implements ColumnValues {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean isNull(int row) {
            return nulls[row];
        }
    }

    /** Ints, longs, ticks of datetimes and timespans. */
    record Longs(long[] values, boolean[] nulls) implements ColumnValues {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean isNull(int row) {
            return nulls[row];
        }
    }

    /** Reals. */
    record Reals(double[] values, boolean[] nulls) implements ColumnValues {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean isNull(int row) {
            return nulls[row];
        }
    }

    /** Decimals. */
    record Decimals(@Nullable BigDecimal[] values) implements ColumnValues {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean isNull(int row) {
            return values[row] == null;
        }
    }

    /** Guids. */
    record Guids(@Nullable UUID[] values) implements ColumnValues {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean isNull(int row) {
            return values[row] == null;
        }
    }

    /** Strings, never null; or the JSON texts of dynamic values, null for a null value. */
    record Texts(@Nullable String[] values) implements ColumnValues {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean isNull(int row) {
            return values[row] == null;
        }
    }
}
