package dev.halcyon.engine;

import java.util.Optional;

/** The rows of a result, in constant memory. Used by one thread, except {@link #cancel()}. */
public interface RowCursor extends RowReader, AutoCloseable {

    /**
     * Moves to the next row.
     *
     * @return false after the last row, or when a limit cut the result: see {@link #partialFailure()}
     * @throws EngineException when the query fails on the way
     */
    @Override
    boolean next();

    /** Why the result is incomplete; empty while it is complete. */
    Optional<PartialFailure> partialFailure();

    /** What the query has cost so far. */
    ExecutionStatistics statistics();

    /** Stops the query from any thread; {@link #next()} then throws with kind CANCELLED. */
    void cancel();

    @Override
    void close();
}
