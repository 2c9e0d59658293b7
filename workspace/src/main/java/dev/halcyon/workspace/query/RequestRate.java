package dev.halcyon.workspace.query;

import dev.halcyon.workspace.query.QueryRefusedException.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the queries that each owner started within the last window. */
final class RequestRate {

    private final int maximum;
    private final long windowNanos;
    private final Map<String, Deque<Long>> starts = new ConcurrentHashMap<>();

    /**
     * A rate.
     *
     * @param maximum starts within a window; 0 for any number
     */
    RequestRate(int maximum, Duration window) {
        this.maximum = maximum;
        this.windowNanos = window.toNanos();
    }

    /**
     * Counts a query.
     *
     * @throws QueryRefusedException when there were too many
     */
    void count(String owner) {
        if (maximum == 0) {
            return;
        }
        long now = System.nanoTime();
        Deque<Long> own = starts.computeIfAbsent(owner, newcomer -> new ArrayDeque<>());
        synchronized (own) {
            while (!own.isEmpty() && now - own.peekFirst() > windowNanos) {
                own.removeFirst();
            }
            if (own.size() >= maximum) {
                throw new QueryRefusedException(
                        Reason.TOO_MANY_REQUESTS,
                        "Too many queries: at most %d may start within %d s. Try again later."
                                .formatted(
                                        maximum, Duration.ofNanos(windowNanos).toSeconds()));
            }
            own.addLast(now);
        }
    }
}
