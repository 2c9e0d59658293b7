package dev.halcyon.workspace.query;

import dev.halcyon.engine.Cancellation;
import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What all runs of one request share: its instant, its limits, its cancellation. Cancelled from any thread. */
final class Execution {

    private static final long NANOS_PER_TICK = 100;

    private final Engine engine;
    private final long nowTicks;
    private volatile QueryBudget budget;
    private volatile long deadlineNanos;
    private final long startNanos = System.nanoTime();
    private final Cancellation cancellation;
    private volatile boolean cancelled;

    Execution(Engine engine, long nowTicks, QueryBudget budget, long deadlineNanos, Cancellation cancellation) {
        this.engine = engine;
        this.nowTicks = nowTicks;
        this.budget = budget;
        this.deadlineNanos = deadlineNanos;
        this.cancellation = cancellation;
        cancellation.onCancel(() -> cancelled = true);
    }

    /** The instant that {@code now()} means. */
    long nowTicks() {
        return nowTicks;
    }

    /** Takes what the request itself asks of its run (R10, R140); a time limit can only shorten it. */
    void apply(RequestOptions options) {
        QueryBudget old = budget;
        boolean untruncated = options.untruncated();
        Duration timeLimit = old.timeLimit();
        if (options.timeLimitTicks().isPresent()) {
            Duration asked = Duration.ofNanos(options.timeLimitTicks().getAsLong() * NANOS_PER_TICK);
            if (asked.compareTo(timeLimit) < 0) {
                long saved = timeLimit.minus(asked).toNanos();
                long deadline = deadlineNanos;
                deadlineNanos = deadline - saved;
                timeLimit = asked;
            }
        }
        budget = new QueryBudget(
                timeLimit,
                options.maximumRows().orElse(untruncated ? Long.MAX_VALUE : old.maximumRows()),
                options.maximumBytes().orElse(untruncated ? Long.MAX_VALUE : old.maximumBytes()));
    }

    /**
     * Runs a plan.
     *
     * @throws EngineException of kind QUERY when it is nested too deeply for this machine, too
     */
    RowCursor run(Relation relation) {
        try {
            return engine.execute(relation, context());
        } catch (StackOverflowError e) {
            throw new EngineException(
                    EngineException.Kind.QUERY,
                    "The query has too many operators, or is nested too deeply: split it.",
                    e);
        }
    }

    long export(Relation relation, Path file) {
        return engine.export(relation, context(), file);
    }

    /**
     * A context with the time that is left.
     *
     * @throws EngineException when there is none, or the request was cancelled
     */
    ExecutionContext context() {
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
        return new ExecutionContext(
                nowTicks, budget.withTimeLimit(Duration.ofNanos(left)), Optional.empty(), cancellation);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    void cancel() {
        cancellation.cancel();
    }
}
