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
 * waits for them, and nobody else does.
 */
final class QueryAdmission {

    /** One owner's queries; kept while there are any. */
    private static final class Owner {
        private final Deque<Waiting> queue = new ArrayDeque<>();
        private int running;
        private long lastServed;
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
    private final Map<String, Owner> owners = new HashMap<>();
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
     * @param cancellation ends the wait
     * @return gives the place back
     * @throws QueryRefusedException when too many wait or the wait is too long
     * @throws EngineException of kind CANCELLED
     */
    Runnable enter(String name, Cancellation cancellation) {
        rate.count(name);
        Waiting place;
        lock.lock();
        try {
            Owner owner = owners.computeIfAbsent(name, newcomer -> new Owner());
            if (mayRun(owner) && owner.queue.isEmpty()) {
                admit(owner);
                return () -> leave(name);
            }
            if (owner.queue.size() >= limits.queueLength()) {
                throw tooMany();
            }
            place = new Waiting(lock.newCondition());
            owner.queue.addLast(place);
            waiting++;
        } finally {
            lock.unlock();
        }
        cancellation.onCancel(() -> cancel(place));
        await(name, place);
        return () -> leave(name);
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

    private void await(String name, Waiting place) {
        lock.lock();
        try {
            long left = limits.queueTime().toNanos();
            while (!place.admitted && !place.cancelled && left > 0) {
                left = place.changed.awaitNanos(left);
            }
            if (place.admitted && !place.cancelled) {
                return;
            }
            giveUp(name, place);
            if (place.cancelled) {
                throw new EngineException(EngineException.Kind.CANCELLED, "The query was cancelled.");
            }
            throw tooMany();
        } catch (InterruptedException e) {
            giveUp(name, place);
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.CANCELLED, "The query was cancelled.", e);
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(String name, Waiting place) {
        if (place.admitted) {
            leave(name);
            return;
        }
        Owner owner = owners.get(name);
        if (owner != null && owner.queue.remove(place)) {
            waiting--;
            forget(name, owner);
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

    private void leave(String name) {
        lock.lock();
        try {
            Owner owner = owners.get(name);
            if (owner == null) {
                throw new IllegalStateException("A place was given back twice");
            }
            owner.running--;
            running--;
            for (Optional<Owner> next = next(); next.isPresent(); next = next()) {
                Waiting place = next.get().queue.removeFirst();
                waiting--;
                admit(next.get());
                place.admitted = true;
                place.changed.signal();
            }
            forget(name, owner);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Owner> next() {
        return owners.values().stream()
                .filter(owner -> !owner.queue.isEmpty() && mayRun(owner))
                .min(Comparator.<Owner>comparingInt(owner -> owner.running)
                        .thenComparingLong(owner -> owner.lastServed));
    }

    private boolean mayRun(Owner owner) {
        return running < limits.concurrentQueries() && owner.running < limits.concurrentPerOwner();
    }

    private void admit(Owner owner) {
        owner.running++;
        running++;
        served++;
        owner.lastServed = served;
    }

    private void forget(String name, Owner owner) {
        if (owner.running == 0 && owner.queue.isEmpty()) {
            owners.remove(name);
        }
    }

    private QueryRefusedException tooMany() {
        return new QueryRefusedException(
                Reason.TOO_MANY_REQUESTS,
                "Too many queries: %d of a key run at a time, %d of all, and %d of a key may wait up to %d s. Try again later."
                        .formatted(
                                limits.concurrentPerOwner(),
                                limits.concurrentQueries(),
                                limits.queueLength(),
                                limits.queueTime().toSeconds()));
    }
}
