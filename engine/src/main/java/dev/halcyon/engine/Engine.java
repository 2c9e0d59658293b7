package dev.halcyon.engine;

import dev.halcyon.engine.storage.Storage;
import dev.halcyon.kql.bind.FunctionSupport;
import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.FileSource;
import dev.halcyon.kql.plan.Relation;
import java.util.List;

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

    /**
     * Looks into files of one shape: which fields they have, and which columns those become.
     *
     * @param paths at least one, absolute and checked; the shape of delimited text and of JSON is the first file's
     * @throws EngineException of kind QUERY when they cannot be read as the format
     */
    default FileSource inspect(List<String> paths, FileFormat format) {
        throw new EngineException(EngineException.Kind.QUERY, "This engine reads no files");
    }

    /** Waits for nothing: running queries are cancelled, committed data are safe. */
    @Override
    void close();
}
