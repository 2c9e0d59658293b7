package dev.halcyon.conformance.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What the rows of one writer must be: which numbers were acknowledged when, and which were deleted since. Thread-safe. */
final class SoakLedger {

    /** So many numbers are acknowledged between two marks: a mark for each would grow for as long as the soak lasts. */
    private static final long MARK_DISTANCE = 50;

    private record Mark(long number, long ticks) {}

    private record Range(long first, long last) {}

    private final Deque<Mark> marks = new ArrayDeque<>();
    private final List<Range> deleted = new ArrayList<>();
    private long acknowledged = -1;

    /** Notes a number that is stored, one behind the other, and an instant before it was sent. */
    synchronized void acknowledge(long number, long sentTicks) {
        acknowledged = number;
        if (number % MARK_DISTANCE == 0) {
            marks.addLast(new Mark(number, sentTicks));
        }
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    /** The first number all of whose rows arrived at or after an instant, as far as marks tell; forgets what lies before. */
    synchronized long firstSince(long ticks) {
        while (!marks.isEmpty() && marks.getFirst().ticks() < ticks) {
            marks.removeFirst();
        }
        long first = marks.isEmpty() ? acknowledged + 1 : marks.getFirst().number();
        deleted.removeIf(range -> range.last() < first);
        return first;
    }

    /** Notes that numbers were deleted. */
    synchronized void delete(long first, long last) {
        deleted.add(new Range(first, last));
    }

    /** How many numbers of a range, both ends included, are to be there. */
    synchronized long expected(long first, long last) {
        long count = Math.max(0, last - first + 1);
        for (Range range : deleted) {
            count -= Math.max(0, Math.min(range.last(), last) - Math.max(range.first(), first) + 1);
        }
        return count;
    }

    /** The sum of those numbers. */
    synchronized long expectedSum(long first, long last) {
        long sum = sum(first, last);
        for (Range range : deleted) {
            sum -= sum(Math.max(range.first(), first), Math.min(range.last(), last));
        }
        return sum;
    }

    private static long sum(long first, long last) {
        return last < first ? 0 : (first + last) * (last - first + 1) / 2;
    }
}
