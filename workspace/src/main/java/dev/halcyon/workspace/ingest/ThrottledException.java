package dev.halcyon.workspace.ingest;

import java.time.Duration;
import java.util.Objects;

/** A sender is over a limit of the minute. Nothing was stored; trying later helps. */
public final class ThrottledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public ThrottledException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** When the minute is over. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
