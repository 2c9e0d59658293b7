package dev.halcyon.store;

import java.time.Duration;
import java.util.Objects;

/** The store has as many rows waiting to be written as it may hold in memory. Nothing was stored; trying later helps. */
public final class AppendRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public AppendRefusedException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** When another attempt is worth while. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
