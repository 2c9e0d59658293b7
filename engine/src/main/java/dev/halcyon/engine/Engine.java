package dev.halcyon.engine;

import dev.halcyon.engine.storage.Storage;
import dev.halcyon.kql.bind.FunctionSupport;
import dev.halcyon.kql.plan.Relation;

/** Runs bound plans over stored tables. Thread-safe: requests run side by side. */
public interface Engine extends AutoCloseable {

    /** Which declared functions this engine can run; the binder refuses the others by name. */
    FunctionSupport functions();

    /** The tables and documents this engine keeps. */
    Storage storage();

    /**
     * Starts a query.
     *
     * @return a cursor in front of the first row; the caller closes it
     * @throws EngineException when the query cannot be run
     */
    RowCursor execute(Relation relation, ExecutionContext context);

    /** The statement that {@link #execute} would run, for people to read. */
    String explain(Relation relation, ExecutionContext context);

    /** How the engine would go about that statement, for people to read; empty when it decides while running. */
    default String enginePlan(Relation relation, ExecutionContext context) {
        return "";
    }

    /** Waits for nothing: running queries are cancelled, committed data are safe. */
    @Override
    void close();
}
