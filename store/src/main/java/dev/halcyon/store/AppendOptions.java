package dev.halcyon.store;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of appends.
 *
 * @param waitingBytes most bytes of rows that wait to be written; an append beyond it is refused. Bodies that are read may
 *     take as much
 * @param retryAfter what a refused one is told
 * @param repeatWindow a request is known again for so long; zero to store repeated requests twice; at most a week
 */
public record AppendOptions(long waitingBytes, Duration retryAfter, Duration repeatWindow) {

    /** Every request of the window is kept in memory. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    /** 256 MiB, but at most an eighth of the heap; one second; ten minutes. */
    public static final AppendOptions STANDARD = new AppendOptions(
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8), Duration.ofSeconds(1), Duration.ofMinutes(10));

    public AppendOptions {
        Objects.requireNonNull(retryAfter, "retryAfter");
        Objects.requireNonNull(repeatWindow, "repeatWindow");
        if (waitingBytes < 1 || repeatWindow.isNegative() || repeatWindow.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException(
                    "waitingBytes %d, repeatWindow %s".formatted(waitingBytes, repeatWindow));
        }
    }
}
