package dev.halcyon.engine.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A column of texts where the database keeps them: short ones in the entry of their row, others somewhere else. */
@SuppressWarnings("restricted") // The library is the driver's own.
final class TextVector {

    /** What the addresses of this class are offsets in. */
    static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final long ENTRY = 16;
    private static final int LONGEST_INLINE_TEXT = 12;

    private final MemorySegment entries;
    private final @Nullable MemorySegment validity;

    /**
     * Of a flat vector.
     *
     * @param rows how many it has
     */
    TextVector(MemorySegment vector, long rows) {
        this.entries = CInterface.data(vector, rows * ENTRY);
        this.validity = CInterface.validity(vector, rows);
    }

    boolean isThere(long row) {
        return Validity.isThere(validity, row);
    }

    /** In bytes of UTF-8; only of a row that is there. */
    int length(long row) {
        return entries.get(JAVA_INT, row * ENTRY);
    }

    /** The address of the first byte. */
    long start(long row) {
        return length(row) <= LONGEST_INLINE_TEXT
                ? entries.address() + row * ENTRY + Integer.BYTES
                : entries.get(JAVA_LONG, row * ENTRY + Long.BYTES);
    }

    /** True when both rows are there and surely have the same text; false may mean that they have it in two places. */
    boolean isSame(long row, long other) {
        return isThere(row)
                && isThere(other)
                && entries.get(JAVA_LONG, row * ENTRY) == entries.get(JAVA_LONG, other * ENTRY)
                && entries.get(JAVA_LONG, row * ENTRY + Long.BYTES)
                        == entries.get(JAVA_LONG, other * ENTRY + Long.BYTES);
    }

    String read(long row) {
        return new String(MEMORY.asSlice(start(row), length(row)).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }
}
