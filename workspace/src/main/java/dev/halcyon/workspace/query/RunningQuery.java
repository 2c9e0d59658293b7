package dev.halcyon.workspace.query;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.plan.QueryPlan;
import dev.halcyon.kql.plan.ResultTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A query that was admitted and compiled. Its tables are opened one after the other; all share its time limit. Used by
 * one thread, except {@link #cancel()}.
 */
public final class RunningQuery implements AutoCloseable {

    private final Execution execution;
    private final QueryPlan plan;
    private final Consumer<RunningQuery> release;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable RowCursor open;
    private boolean failed;

    RunningQuery(Execution execution, QueryPlan plan, Consumer<RunningQuery> release) {
        this.execution = execution;
        this.plan = plan;
        this.release = release;
    }

    /** The result tables, at least one. */
    public List<ResultTable> tables() {
        return plan.results();
    }

    /** Findings that did not stop the query. */
    public List<Diagnostic> warnings() {
        return plan.warnings();
    }

    /**
     * Runs the query of a table; the cursor belongs to this and is closed by the next open or by {@link #close()}.
     *
     * @throws EngineException when it cannot run, was cancelled or is out of time
     */
    public RowCursor open(int table) {
        closeCursor();
        RowCursor cursor;
        failed = true;
        cursor = execution.run(plan.results().get(table).relation());
        failed = false;
        open = cursor;
        return cursor;
    }

    /**
     * Writes the rows of a table as a Parquet file.
     *
     * @return the number of rows
     * @throws EngineException when it cannot run or be written, was cancelled or is out of time
     */
    public long export(int table, Path file) {
        return execution.export(plan.results().get(table).relation(), file);
    }

    /** Since the query was admitted. */
    public Duration elapsed() {
        return execution.elapsed();
    }

    /** Whether a table could not be opened. */
    boolean hasFailed() {
        return failed;
    }

    /** Stops the query from any thread. */
    public void cancel() {
        execution.cancel();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                closeCursor();
            } finally {
                release.accept(this);
            }
        }
    }

    private void closeCursor() {
        RowCursor cursor = open;
        open = null;
        if (cursor != null) {
            cursor.close();
        }
    }
}
