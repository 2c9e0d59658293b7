package dev.halcyon.cli.load;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.WorkspaceOptions;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.query.QueryLimits;
import dev.halcyon.workspace.query.QueryRequest;
import dev.halcyon.workspace.query.RunningQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows of one file, in the order in which the file has them. */
final class FileRowsReader implements AutoCloseable {

    private static final String TABLE = "rows";
    private static final Duration TIME_LIMIT = Duration.ofDays(7);

    private final Path folder;
    private final Engine engine;
    private final Workspace workspace;
    private final OptionalLong count;
    private final RunningQuery query;
    private final RowCursor rows;

    /**
     * Opens a file.
     *
     * @param file a real path
     * @param timeColumn the column that becomes {@code TimeGenerated}, ISO 8601 or epoch numbers; empty for none
     * @param counted whether the rows are counted first
     * @throws IOException when the file cannot be read as a table
     * @throws dev.halcyon.kql.diagnostic.KqlException when there is no such column
     */
    FileRowsReader(Path file, Optional<String> timeColumn, boolean counted) throws IOException {
        folder = Files.createTempDirectory("halcyon-import");
        engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD.withReadableFiles(List.of(file)));
        boolean opened = false;
        try {
            workspace = Workspace.open(
                    engine,
                    new WorkspaceOptions(
                            folder, false, WorkspaceClock.real(), limits(), List.of(), Map.of(TABLE, List.of(file))));
            count = counted ? OptionalLong.of(countRows()) : OptionalLong.empty();
            query = workspace.queries().start(request(text(timeColumn)));
            rows = query.open(0);
            opened = true;
        } finally {
            if (!opened) {
                engine.close();
                delete();
            }
        }
    }

    private static QueryLimits limits() {
        return new QueryLimits(
                1, 1, 1, 0, TIME_LIMIT, Long.MAX_VALUE, Long.MAX_VALUE, 1 << 20, TIME_LIMIT, TIME_LIMIT, 0);
    }

    /** Epoch numbers tell their unit by their size, as in bodies of the ingestion API. */
    private static String text(Optional<String> timeColumn) {
        return timeColumn
                .map(column -> """
                        %s
                        | extend TimeGenerated = tostring(['%s'])
                        | extend TimeGenerated = iff(isnull(todouble(TimeGenerated)), todatetime(TimeGenerated), case(
                            abs(todouble(TimeGenerated)) < 1e11, unixtime_seconds_todatetime(todouble(TimeGenerated)),
                            abs(todouble(TimeGenerated)) < 1e14, unixtime_milliseconds_todatetime(todouble(TimeGenerated)),
                            abs(todouble(TimeGenerated)) < 1e17, unixtime_microseconds_todatetime(todouble(TimeGenerated)),
                            unixtime_nanoseconds_todatetime(tolong(TimeGenerated))))""".formatted(TABLE, column.replace("\\", "\\\\").replace("'", "\\'")))
                .orElse(TABLE);
    }

    private static QueryRequest request(String text) {
        return new QueryRequest(text, Optional.empty(), TIME_LIMIT, Caller.owner(), RequestValues.NONE);
    }

    private long countRows() {
        try (RunningQuery counting = workspace.queries().start(request(TABLE + " | count"));
                RowCursor counts = counting.open(0)) {
            return counts.next() ? counts.getLong(0) : 0;
        }
    }

    /** How many rows the file has, when they were counted. */
    OptionalLong count() {
        return count;
    }

    RowCursor rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        query.close();
        workspace.close();
        engine.close();
        delete();
    }

    private void delete() throws IOException {
        Files.deleteIfExists(folder.resolve("keys.json"));
        Files.deleteIfExists(folder);
    }
}
