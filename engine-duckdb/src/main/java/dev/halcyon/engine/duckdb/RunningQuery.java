package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The statements of one query, which can be stopped by its deadline, by its owner or by the engine's end. */
final class RunningQuery {

    private static final Logger LOG = LoggerFactory.getLogger(RunningQuery.class);

    /** Why a query was stopped. */
    private enum Stop {
        NONE,
        DEADLINE,
        CANCELLED
    }

    /** The database forgets an interruption that comes a moment before a statement begins. */
    private static final long AGAIN_MILLIS = 20;

    private final Duration timeLimit;
    private final ScheduledExecutorService timer;
    private final long start = System.nanoTime();
    private final ScheduledFuture<?> deadline;
    private volatile Stop stop = Stop.NONE;
    private volatile @Nullable SqlCall statement;

    RunningQuery(Duration timeLimit, ScheduledExecutorService timer) {
        this.timeLimit = timeLimit;
        this.timer = timer;
        this.deadline = timer.schedule(
                () -> interrupt(Stop.DEADLINE), Math.max(1, timeLimit.toMillis()), TimeUnit.MILLISECONDS);
    }

    /**
     * The statement that runs next and is stopped with the query.
     *
     * @throws EngineException when the query has been stopped already
     */
    void use(SqlCall next) {
        synchronized (this) {
            statement = next;
        }
        check();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    void cancel() {
        interrupt(Stop.CANCELLED);
    }

    /** The connection may run another query after this one has finished: nothing cancels it from then on. */
    private synchronized void interrupt(Stop reason) {
        if (stop == Stop.NONE) {
            stop = reason;
        }
        SqlCall current = statement;
        if (current == null) {
            return;
        }
        try {
            current.cancel();
        } catch (SQLException e) {
            LOG.debug("The statement had ended", e);
            return;
        }
        try {
            ScheduledFuture<?> again = timer.schedule(() -> interrupt(reason), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            LOG.trace("Interrupted again in {} ms unless it ends", again.getDelay(TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debug("The engine is closing", e);
        }
    }

    /** Whether its deadline has passed or its owner has cancelled it. */
    boolean isStopped() {
        return stop != Stop.NONE;
    }

    synchronized void finished() {
        deadline.cancel(false);
        statement = null;
    }

    /**
     * Fails when the query has been stopped.
     *
     * @throws EngineException of kind TIMEOUT or CANCELLED
     */
    void check() {
        switch (stop) {
            case NONE -> {}
            case DEADLINE ->
                throw new EngineException(
                        Kind.TIMEOUT, "The query did not finish within %s seconds".formatted(seconds()));
            case CANCELLED -> throw new EngineException(Kind.CANCELLED, "The query was cancelled");
        }
    }

    /** The engine's error for one of the database. */
    EngineException failure(SQLException error) {
        check();
        return ErrorTranslation.translate(error);
    }

    private String seconds() {
        double seconds = timeLimit.toMillis() / 1000.0;
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }
}
