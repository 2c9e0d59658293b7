package dev.halcyon.engine.runtime.table;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values that are compared together. */
final class RowKey {

    /** The object, its array, the hash. */
    private static final long OBJECT_BYTES = 48;

    private final @Nullable Object[] values;
    private final int hash;

    RowKey(@Nullable Object[] values) {
        this.values = values;
        this.hash = Objects.hash(values);
    }

    @Nullable
    Object get(int index) {
        return values[index];
    }

    int size() {
        return values.length;
    }

    /** The values as a row that others may change. */
    @Nullable
    Object[] copy() {
        return values.clone();
    }

    void copyTo(@Nullable Object[] row, int from) {
        System.arraycopy(values, 0, row, from, values.length);
    }

    long bytes() {
        long bytes = OBJECT_BYTES;
        for (Object value : values) {
            bytes += Long.BYTES + RowValues.bytes(value);
        }
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowKey key && Arrays.equals(values, key.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
