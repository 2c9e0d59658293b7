package dev.halcyon.workspace.query;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of queries (query.md section 9).
 *
 * @param concurrentPerOwner queries of one owner that run at a time
 * @param queueLength queries that may wait for a place, over all owners
 * @param queueTime longest wait for a place
 * @param maximumRows result rows before a result is cut
 * @param maximumBytes result bytes before a result is cut
 * @param maximumTextLength longest query text, in characters
 */
public record QueryLimits(
        int concurrentPerOwner,
        int queueLength,
        Duration queueTime,
        long maximumRows,
        long maximumBytes,
        int maximumTextLength) {

    /** The documented values: 5 at a time, 200 waiting up to 3 minutes, 500,000 rows, 64 MiB (R140), 2 MiB of text. */
    public static final QueryLimits STANDARD =
            new QueryLimits(5, 200, Duration.ofMinutes(3), 500_000, 64L << 20, 2 << 20);

    public QueryLimits {
        Objects.requireNonNull(queueTime, "queueTime");
    }
}
