package dev.halcyon.engine.runtime.table;

import org.jspecify.annotations.Nullable;

/** Takes the output rows of a procedure. */
@FunctionalInterface
public interface RowSink {

    /**
     * Adds a row: a value for each output column, in the Java form of {@link dev.halcyon.kql.plan.Literal}; null is a
     * missing value. The array is handed over.
     */
    void add(@Nullable Object... row);
}
