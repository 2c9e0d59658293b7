package dev.halcyon.engine.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Masks with a bit for each row that is there. */
final class Validity {

    private Validity() {}

    /** Without a mask every row is there. */
    static boolean isThere(@Nullable MemorySegment mask, long row) {
        return mask == null || (mask.getAtIndex(JAVA_LONG, row >> 6) >>> (row & 63) & 1) != 0;
    }

    /** Makes a row null. */
    static void clear(MemorySegment mask, long row) {
        long word = row >> 6;
        mask.setAtIndex(JAVA_LONG, word, mask.getAtIndex(JAVA_LONG, word) & ~(1L << (row & 63)));
    }
}
