package dev.halcyon.store;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The times that rows under way are stamped with. A span of time can be closed: no row gets into it afterwards, however
 * long it was under way and whatever the clock says, so what was counted of it stays true. Thread-safe.
 */
final class ReceptionTimes {

    private final NavigableMap<Long, Integer> underWay = new TreeMap<>();
    private long earliest = Long.MIN_VALUE;

    /** The stamp of rows that arrived at an instant; the caller ends with {@link #end}. */
    synchronized long begin(long ticks) {
        long stamp = Math.max(ticks, earliest);
        underWay.merge(stamp, 1, Integer::sum);
        return stamp;
    }

    /** The rows of a stamp are stored, or will never be. */
    synchronized void end(long stamp) {
        underWay.merge(stamp, -1, Integer::sum);
        underWay.remove(stamp, 0);
    }

    /** From now on stamps are not before an instant; true when none before it is under way. */
    synchronized boolean closeBefore(long ticks) {
        earliest = Math.max(earliest, ticks);
        return underWay.isEmpty() || underWay.firstKey() >= ticks;
    }
}
