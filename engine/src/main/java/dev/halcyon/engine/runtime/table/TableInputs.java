package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;

/** The inputs of a procedure. */
@FunctionalInterface
public interface TableInputs {

    /**
     * Begins to read an input, in its order when it has one. At most one input is open: opening another ends the reader
     * before it.
     *
     * @param input its position, from 0
     */
    RowReader open(int input);
}
