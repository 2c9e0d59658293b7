package dev.halcyon.workspace.query;

import dev.halcyon.engine.Cancellation;
import dev.halcyon.engine.EngineException;
import dev.halcyon.workspace.query.QueryRefusedException.Reason;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a bounded number of queries run, of all owners and of each one, and a bounded number of each owner wait.
 *
 * <p>A place that becomes free goes to the owner with the fewest queries running, and among those to the one who was
 * served longest ago; within an owner the first come is the first served. So whoever sends a thousand queries at once
 * waits for them, and nobody else does. Searches are counted and queued apart from an owner's other queries, so that
 * those that wait hold no other query up.
 */
final class QueryAdmission {

    /** Queries of one owner that are counted together. */
    private record Lane(String owner, boolean searches) {}

    /** The queries of a lane; kept while there are any. */
    private static final class Queries {
        private final int most;
        private final Deque<Waiting> queue = new ArrayDeque<>();
        private int running;
        private long lastServed;

        Queries(int most) {
            this.most = most;
        }
    }

    /** A query that waits for a place. */
    private static final class Waiting {
        private final Condition changed;
        private boolean admitted;
        private boolean cancelled;

        Waiting(Condition changed) {
            this.changed = changed;
        }
    }

    private final QueryLimits limits;
    private final RequestRate rate;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Lane, Queries> lanes = new HashMap<>();
    private int running;
    private int waiting;
    private long served;

    QueryAdmission(QueryLimits limits) {
        this.limits = limits;
        this.rate = new RequestRate(limits.requestsPerWindow(), QueryLimits.WINDOW);
    }

    /**
     * Takes a place, waiting for one when needed.
     *
     * @param name the owner's
     * @param search whether the query is one of tables with the plans Basic and Auxiliary
     * @param cancellation ends the wait
     * @return gives the place back
     * @throws QueryRefusedException when too many wait or the wait is too long
     * @throws EngineException of kind CANCELLED
     */
    Runnable enter(String name, boolean search, Cancellation cancellation) {
        rate.count(name);
        Lane lane = new Lane(name, search);
        Waiting place;
        lock.lock();
        try {
            Queries queries = lanes.computeIfAbsent(lane, newcomer -> new Queries(most(newcomer)));
            if (mayRun(queries) && queries.queue.isEmpty()) {
                admit(queries);
                return () -> leave(lane);
            }
            if (queries.queue.size() >= limits.queueLength()) {
                forget(lane, queries);
                throw tooMany(lane);
            }
            place = new Waiting(lock.newCondition());
            queries.queue.addLast(place);
            waiting++;
        } finally {
            lock.unlock();
        }
        cancellation.onCancel(() -> cancel(place));
        await(lane, place);
        return () -> leave(lane);
    }

    /** Queries that wait for a place. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    private int most(Lane lane) {
        return lane.searches() ? limits.searchesPerOwner() : limits.concurrentPerOwner();
    }

    private void await(Lane lane, Waiting place) {
        lock.lock();
        try {
            long left = limits.queueTime().toNanos();
            while (!place.admitted && !place.cancelled && left > 0) {
                left = place.changed.awaitNanos(left);
            }
            if (place.admitted && !place.cancelled) {
                return;
            }
            giveUp(lane, place);
            if (place.cancelled) {
                throw new EngineException(EngineException.Kind.CANCELLED, "The query was cancelled.");
            }
            throw tooMany(lane);
        } catch (InterruptedException e) {
            giveUp(lane, place);
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.CANCELLED, "The query was cancelled.", e);
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(Lane lane, Waiting place) {
        if (place.admitted) {
            leave(lane);
            return;
        }
        Queries queries = lanes.get(lane);
        if (queries != null && queries.queue.remove(place)) {
            waiting--;
            forget(lane, queries);
        }
    }

    private void cancel(Waiting place) {
        lock.lock();
        try {
            place.cancelled = true;
            place.changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void leave(Lane lane) {
        lock.lock();
        try {
            Queries queries = lanes.get(lane);
            if (queries == null) {
                throw new IllegalStateException("A place was given back twice");
            }
            queries.running--;
            running--;
            for (Optional<Queries> next = next(); next.isPresent(); next = next()) {
                Waiting place = next.get().queue.removeFirst();
                waiting--;
                admit(next.get());
                place.admitted = true;
                place.changed.signal();
            }
            forget(lane, queries);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Queries> next() {
        return lanes.values().stream()
                .filter(queries -> !queries.queue.isEmpty() && mayRun(queries))
                .min(Comparator.<Queries>comparingInt(queries -> queries.running)
                        .thenComparingLong(queries -> queries.lastServed));
    }

    private boolean mayRun(Queries queries) {
        return running < limits.concurrentQueries() && queries.running < queries.most;
    }

    private void admit(Queries queries) {
        queries.running++;
        running++;
        served++;
        queries.lastServed = served;
    }

    private void forget(Lane lane, Queries queries) {
        if (queries.running == 0 && queries.queue.isEmpty()) {
            lanes.remove(lane);
        }
    }

    private QueryRefusedException tooMany(Lane lane) {
        return new QueryRefusedException(
                Reason.TOO_MANY_REQUESTS,
                "Too many %s: %d of a key run at a time, %d of all, and %d of a key may wait up to %d s. Try again later."
                        .formatted(
                                lane.searches() ? "searches" : "queries",
                                most(lane),
                                limits.concurrentQueries(),
                                limits.queueLength(),
                                limits.queueTime().toSeconds()));
    }
}
