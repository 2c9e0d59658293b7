package dev.halcyon.engine.duckdb.vector;

import java.lang.foreign.MemorySegment;

/** The computation of a function for a chunk of rows; called from any thread of the database, from several at once. */
@FunctionalInterface
interface VectorCall {

    /**
     * Writes a result for each row.
     *
     * @param chunk a flat vector for each argument
     * @param output the vector for the results
     */
    void call(MemorySegment chunk, MemorySegment output);
}
