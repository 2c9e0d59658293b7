package dev.halcyon.engine;

import dev.halcyon.engine.storage.Storage;
import dev.halcyon.kql.bind.FunctionSupport;
import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.FileSource;
import dev.halcyon.kql.plan.Relation;
import java.io.IOException;
import java.nio.file.Path;
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

    /**
     * Writes the rows of a query as one Parquet file, in standard types: instants in microseconds, timespans in ticks,
     * dynamic values as JSON.
     *
     * @param file in a folder that the engine may write; replaced when it exists
     * @return the number of rows
     * @throws EngineException when the query or the writing fails; a part of the file may be left then
     */
    default long export(Relation relation, ExecutionContext context, Path file) {
        throw new EngineException(EngineException.Kind.QUERY, "This engine writes no files");
    }

    /**
     * Copies everything that is stored, as of one moment, into an existing empty folder. Queries go on meanwhile, appends
     * wait. The copy is opened like a data folder.
     *
     * @throws EngineException when nothing is stored in files
     * @throws IOException when the copy cannot be written
     */
    default void backup(Path folder) throws IOException {
        throw new EngineException(EngineException.Kind.STORAGE_UNAVAILABLE, "This engine keeps nothing in files");
    }

    /** Waits for nothing: running queries are cancelled, committed data are safe. */
    @Override
    void close();
}
