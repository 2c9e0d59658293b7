package dev.halcyon.engine.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * The low 64 bits of numbers of 128 (R27), {@code kql_wrap(x)}: a copy of their lower halves, where SQL has to add, mask
 * and subtract, and the database to bind all that for each query.
 */
final class WrapCall implements VectorCall {

    private static final long WIDTH = 16;

    @Override
    public void call(MemorySegment chunk, MemorySegment output) {
        int rows = CInterface.rows(chunk);
        MemorySegment numbers = CInterface.vector(chunk, 0);
        MemorySegment wide = CInterface.data(numbers, rows * WIDTH);
        MemorySegment results = CInterface.data(output, (long) rows * Long.BYTES);
        for (int row = 0; row < rows; row++) {
            results.setAtIndex(JAVA_LONG, row, wide.get(JAVA_LONG, row * WIDTH));
        }
        MemorySegment present = CInterface.validity(numbers, rows);
        if (present != null) {
            CInterface.writableValidity(output, rows).copyFrom(present);
        }
    }
}
