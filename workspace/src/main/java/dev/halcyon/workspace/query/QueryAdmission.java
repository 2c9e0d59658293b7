package dev.halcyon.workspace.query;

import dev.halcyon.workspace.query.QueryRefusedException.Reason;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a bounded number of queries of each owner run and a bounded number wait, first come, first served. */
final class QueryAdmission {

    private final QueryLimits limits;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
    private final RequestRate rate;
    private final AtomicInteger waiting = new AtomicInteger();

    QueryAdmission(QueryLimits limits) {
        this.limits = limits;
        this.rate = new RequestRate(limits.requestsPerWindow(), QueryLimits.WINDOW);
    }

    /**
     * Takes a place, waiting for one when needed.
     *
     * @return gives the place back
     * @throws QueryRefusedException when too many wait or the wait is too long
     */
    Runnable enter(String owner) {
        rate.count(owner);
        Semaphore semaphore =
                places.computeIfAbsent(owner, newcomer -> new Semaphore(limits.concurrentPerOwner(), true));
        if (!semaphore.tryAcquire() && !acquiredAfterWaiting(semaphore)) {
            throw new QueryRefusedException(
                    Reason.TOO_MANY_REQUESTS,
                    "Too many queries: %d run at a time and %d may wait up to %d s. Try again later."
                            .formatted(
                                    limits.concurrentPerOwner(),
                                    limits.queueLength(),
                                    limits.queueTime().toSeconds()));
        }
        return semaphore::release;
    }

    /** Queries that wait for a place. */
    int waiting() {
        return waiting.get();
    }

    private boolean acquiredAfterWaiting(Semaphore semaphore) {
        if (waiting.incrementAndGet() > limits.queueLength()) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return semaphore.tryAcquire(limits.queueTime().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
