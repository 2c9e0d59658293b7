package dev.halcyon.workspace.query;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The limits of queries (query.md section 9).
 *
 * @param concurrentQueries queries that run at a time, over all owners
 * @param concurrentPerOwner queries of one owner that run at a time
 * @param searchesPerOwner the same of tables with the plans Basic and Auxiliary, which are counted apart
 * @param queueLength queries of one owner that may wait for a place
 * @param queueTime longest wait for a place
 * @param maximumRows result rows before a result is cut
 * @param maximumBytes result bytes before a result is cut
 * @param maximumTextLength longest query text, in characters
 * @param usualTime run time of a query that asks for none
 * @param maximumTime longest run time that a query can ask for
 * @param requestsPerWindow queries of one owner that may start within {@link #WINDOW}; 0 for any number
 */
public record QueryLimits(
        int concurrentQueries,
        int concurrentPerOwner,
        int searchesPerOwner,
        int queueLength,
        Duration queueTime,
        long maximumRows,
        long maximumBytes,
        int maximumTextLength,
        Duration usualTime,
        Duration maximumTime,
        int requestsPerWindow) {

    /** The time over which the service counts the queries of an owner. */
    public static final Duration WINDOW = Duration.ofSeconds(30);

    /**
     * The documented values: 5 of an owner at a time and 2 searches, 200 waiting up to 3 minutes, 500,000 rows, 64 MiB (R140), 2 MiB of text, 180 s
     * and at most 600 s to run. Only the documented 200 queries in 30 s are not enforced until the operator asks:
     * they protect a shared service, and who has a server alone is in nobody's way. 16 of all owners run at a time, which is this product's own limit.
     */
    public static final QueryLimits STANDARD = new QueryLimits(
            16,
            5,
            2,
            200,
            Duration.ofMinutes(3),
            500_000,
            64L << 20,
            2 << 20,
            Duration.ofMinutes(3),
            Duration.ofMinutes(10),
            0);

    public QueryLimits {
        Objects.requireNonNull(queueTime, "queueTime");
        Objects.requireNonNull(usualTime, "usualTime");
        Objects.requireNonNull(maximumTime, "maximumTime");
        if (concurrentQueries < 1
                || concurrentPerOwner < 1
                || searchesPerOwner < 1
                || queueLength < 0
                || maximumRows < 1
                || maximumBytes < 1
                || maximumTextLength < 1
                || requestsPerWindow < 0
                || queueTime.isNegative()
                || usualTime.compareTo(Duration.ZERO) <= 0
                || maximumTime.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("A limit is not positive");
        }
    }

    /** The run time of a query that asks for so much, or for none. */
    public Duration runTime(Optional<Duration> asked) {
        Duration wanted = asked.orElse(usualTime);
        return wanted.compareTo(maximumTime) > 0 ? maximumTime : wanted;
    }
}
