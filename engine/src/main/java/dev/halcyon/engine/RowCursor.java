package dev.halcyon.engine;

import dev.halcyon.kql.type.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of a result, one at a time and in constant memory. Used by one thread, except {@link #cancel()}.
 *
 * <p>A getter is called for a non-null cell of its type; columns count from 0.
 */
public interface RowCursor extends AutoCloseable {

    List<Column> columns();

    /**
     * Moves to the next row.
     *
     * @return false after the last row, or when a limit cut the result: see {@link #partialFailure()}
     * @throws EngineException when the query fails on the way
     */
    boolean next();

    /** Never true for a string. */
    boolean isNull(int column);

    boolean getBoolean(int column);

    /** An int or long; the ticks of a datetime or timespan. */
    long getLong(int column);

    double getReal(int column);

    BigDecimal getDecimal(int column);

    UUID getGuid(int column);

    /** A string, or the JSON text of a dynamic value. */
    String getString(int column);

    /** Why the result is incomplete; empty while it is complete. */
    Optional<PartialFailure> partialFailure();

    /** What the query has cost so far. */
    ExecutionStatistics statistics();

    /** Stops the query from any thread; {@link #next()} then throws with kind CANCELLED. */
    void cancel();

    @Override
    void close();
}
