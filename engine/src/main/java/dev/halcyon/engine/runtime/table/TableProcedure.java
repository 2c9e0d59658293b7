package dev.halcyon.engine.runtime.table;

/** Computes one table; an instance serves one execution. */
@FunctionalInterface
public interface TableProcedure {

    /**
     * Reads the inputs and writes the output.
     *
     * @throws dev.halcyon.engine.runtime.QueryFailure for data that the computation cannot go on with
     */
    void run(TableInputs inputs, RowSink output, ComputationGuard guard);
}
