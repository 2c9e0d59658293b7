package dev.halcyon.engine;

import dev.halcyon.kql.type.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * Rows, one at a time. Used by one thread.
 *
 * <p>A getter is called for a non-null cell of its type; columns count from 0.
 */
public interface RowReader {

    List<Column> columns();

    /**
     * Moves to the next row.
     *
     * @return false after the last row
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
}
