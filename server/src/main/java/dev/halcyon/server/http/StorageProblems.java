package dev.halcyon.server.http;

import dev.halcyon.engine.EngineException;
import dev.halcyon.store.AppendRefusedException;
import java.time.Duration;

/** Rows that were not stored, as errors of every interface that takes rows: the sender is told when to try again. */
public final class StorageProblems {

    private static final int RETRY_SECONDS = 10;

    private StorageProblems() {}

    /**
     * The storage failed.
     *
     * @throws EngineException the same, when it is a defect
     */
    public static HttpProblem of(EngineException e) {
        return switch (e.kind()) {
            case STORAGE_FULL, STORAGE_UNAVAILABLE, STORAGE_CONFLICT, TIMEOUT, CANCELLED, RUNAWAY ->
                HttpProblem.retry(503, "ServiceUnavailable", "Nothing was stored: " + e.getMessage(), RETRY_SECONDS);
            case QUERY, INTERNAL -> throw e;
        };
    }

    /** The rows were not admitted. */
    public static HttpProblem of(AppendRefusedException e) {
        return throttled(e, e.retryAfter());
    }

    /** There were too many. */
    public static HttpProblem throttled(RuntimeException e, Duration retryAfter) {
        return HttpProblem.retry(429, "TooManyRequests", String.valueOf(e.getMessage()), seconds(retryAfter));
    }

    /** Rounded up: who waits as long is not refused for the same reason again. */
    private static int seconds(Duration time) {
        return Math.toIntExact(Math.max(1, time.plusMillis(999).toSeconds()));
    }
}
