package dev.halcyon.workspace.deletion;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Deletions as others ask for them: so many within an hour. Only what was taken counts, not what did not fit the table.
 * Thread-safe.
 */
public final class DeletionRequests {

    /** How a deletion is asked for; each has an hourly number of its own. */
    public enum Kind {
        /** {@code deleteData} of a table. */
        DELETION("deletions"),
        /** {@code purge} of the workspace. */
        PURGE("purges");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }
    }

    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final DataDeletions deletions;
    private final DeletionLimits limits;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Kind, Deque<Long>> taken = new EnumMap<>(Kind.class);

    /**
     * Requests.
     *
     * @param nanoTime the machine's and not the workspace's, which may stand still
     */
    public DeletionRequests(DataDeletions deletions, DeletionLimits limits, LongSupplier nanoTime) {
        this.deletions = deletions;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a deletion, as {@link DataDeletions#start}.
     *
     * @throws InvalidDeletionException when the table or a filter does not fit
     * @throws TooManyDeletionsException when the hour's number is used up
     */
    public Deletion take(Kind kind, String table, List<DeletionFilter> filters, String requestedBy) {
        int most = kind == Kind.PURGE ? limits.purges() : limits.deletions();
        if (most == 0) {
            return deletions.start(table, filters, requestedBy);
        }
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            Deque<Long> ofHour = taken.computeIfAbsent(kind, newcomer -> new ArrayDeque<>());
            while (!ofHour.isEmpty() && now - ofHour.peekFirst() >= HOUR) {
                ofHour.removeFirst();
            }
            if (ofHour.size() >= most) {
                throw new TooManyDeletionsException(
                        "Too many %s: %d are taken within an hour.".formatted(kind.plural, most),
                        Duration.ofNanos(ofHour.getFirst() + HOUR - now));
            }
            Deletion deletion = deletions.start(table, filters, requestedBy);
            ofHour.addLast(now);
            return deletion;
        } finally {
            lock.unlock();
        }
    }
}
