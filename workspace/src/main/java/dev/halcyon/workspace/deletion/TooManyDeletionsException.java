package dev.halcyon.workspace.deletion;

import java.time.Duration;
import java.util.Objects;

/** As many deletions as an hour takes were taken. Trying later helps. */
public final class TooManyDeletionsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    TooManyDeletionsException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /** When the first of them is an hour old. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
