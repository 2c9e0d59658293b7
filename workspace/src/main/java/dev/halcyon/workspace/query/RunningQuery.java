package dev.halcyon.workspace.query;

import dev.halcyon.engine.Cancellation;
import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.kql.plan.ResultTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A query that was admitted and compiled. Its tables are opened one after the other; all share its time limit. Used by
 * one thread, except {@link #cancel()}.
 */
public final class RunningQuery implements AutoCloseable {

    private final Engine engine;
    private final List<ResultTable> tables;
    private final long nowTicks;
    private final QueryBudget budget;
    private final long deadlineNanos;
    private final long startNanos = System.nanoTime();
    private final Consumer<RunningQuery> release;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Cancellation cancellation = new Cancellation();
    private volatile boolean cancelled;
    private @Nullable RowCursor open;

    RunningQuery(
            Engine engine,
            List<ResultTable> tables,
            long nowTicks,
            QueryBudget budget,
            long deadlineNanos,
            Consumer<RunningQuery> release) {
        this.engine = engine;
        this.tables = tables;
        this.nowTicks = nowTicks;
        this.budget = budget;
        this.deadlineNanos = deadlineNanos;
        this.release = release;
    }

    /** The result tables, at least one. */
    public List<ResultTable> tables() {
        return tables;
    }

    /**
     * Runs the query of a table; the cursor belongs to this and is closed by the next open or by {@link #close()}.
     *
     * @throws EngineException when it cannot run, was cancelled or is out of time
     */
    public RowCursor open(int table) {
        closeCursor();
        if (cancelled) {
            throw new EngineException(EngineException.Kind.CANCELLED, "The query was cancelled.");
        }
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
            throw new EngineException(
                    EngineException.Kind.TIMEOUT,
                    "The query ran longer than %d s."
                            .formatted(budget.timeLimit().toSeconds()));
        }
        RowCursor cursor = engine.execute(
                tables.get(table).relation(),
                new ExecutionContext(
                        nowTicks, budget.withTimeLimit(Duration.ofNanos(left)), Optional.empty(), cancellation));
        open = cursor;
        return cursor;
    }

    /** Since the query was admitted. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Stops the query from any thread. */
    public void cancel() {
        cancelled = true;
        cancellation.cancel();
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
