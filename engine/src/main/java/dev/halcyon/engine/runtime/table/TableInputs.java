package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import java.util.Map;

/** The inputs of a procedure. */
public interface TableInputs {

    /**
     * Begins to read an input, in its order when it has one. At most one input is open: opening another ends the reader
     * before it.
     *
     * @param input its position, from 0
     */
    RowReader open(int input);

    /**
     * The same for a computation that only compares texts: those of the given column and of all behind it come as codes,
     * where that is faster.
     */
    default CodedInput openCoded(int input, int from) {
        return new CodedInput(open(input), Map.of());
    }
}
