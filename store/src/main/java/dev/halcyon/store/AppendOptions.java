package dev.halcyon.store;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of appends.
 *
 * @param waitingBytes most bytes of rows that wait to be written; an append beyond it is refused
 * @param retryAfter what a refused one is told
 * @param repeatWindow a request is known again for so long; zero to store repeated requests twice
 */
public record AppendOptions(long waitingBytes, Duration retryAfter, Duration repeatWindow) {

    /** 256 MiB, but at most an eighth of the heap; one second; ten minutes. */
    public static final AppendOptions STANDARD = new AppendOptions(
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8), Duration.ofSeconds(1), Duration.ofMinutes(10));

    public AppendOptions {
        Objects.requireNonNull(retryAfter, "retryAfter");
        Objects.requireNonNull(repeatWindow, "repeatWindow");
    }
}
