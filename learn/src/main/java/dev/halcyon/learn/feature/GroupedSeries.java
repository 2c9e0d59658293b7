package dev.halcyon.learn.feature;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of (time, group, value) sorted by time, then group: several series side by side, one a group. Immutable.
 *
 * <p>The order is part of the meaning: folds are cut by row number, so two callers that sort differently would validate
 * on different rows. Rows of equal time and group keep their order.
 */
public final class GroupedSeries {
    private final long[] ticks;
    private final String[] groups;
    private final double[] values;

    private GroupedSeries(long[] ticks, String[] groups, double[] values) {
        this.ticks = ticks;
        this.groups = groups;
        this.values = values;
    }

    /**
     * The given rows, sorted. O(n log n).
     *
     * @param ticks see {@link Ticks}
     * @throws InvalidDataException when the lengths differ
     */
    public static GroupedSeries sorted(long[] ticks, List<String> groups, double[] values) {
        if (ticks.length != groups.size() || ticks.length != values.length) {
            throw new InvalidDataException(
                    "%d times, %d groups, %d values.".formatted(ticks.length, groups.size(), values.length),
                    "Give a time, a group and a value for every row.");
        }
        String[] groupArray = groups.toArray(String[]::new);
        int[] order = IntStream.range(0, ticks.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(row -> ticks[row]).thenComparing(row -> groupArray[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] sortedTicks = new long[order.length];
        String[] sortedGroups = new String[order.length];
        double[] sortedValues = new double[order.length];
        for (int row = 0; row < order.length; row++) {
            sortedTicks[row] = ticks[order[row]];
            sortedGroups[row] = groupArray[order[row]];
            sortedValues[row] = values[order[row]];
        }
        return new GroupedSeries(sortedTicks, sortedGroups, sortedValues);
    }

    public int rowCount() {
        return ticks.length;
    }

    public long ticks(int row) {
        return ticks[row];
    }

    public String group(int row) {
        return groups[row];
    }

    public double value(int row) {
        return values[row];
    }

    /** A copy of the times. */
    public long[] ticks() {
        return ticks.clone();
    }

    /** The groups, row by row. */
    public List<String> groups() {
        return List.of(groups);
    }

    /** A copy of the values. */
    public double[] values() {
        return values.clone();
    }

    /** The rows with a time before the given one. */
    public GroupedSeries before(long end) {
        return slice(0, firstAtOrAfter(end));
    }

    /** The rows with the given time or a later one. */
    public GroupedSeries from(long start) {
        return slice(firstAtOrAfter(start), ticks.length);
    }

    private int firstAtOrAfter(long bound) {
        int low = 0;
        int high = ticks.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ticks[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private GroupedSeries slice(int start, int end) {
        return new GroupedSeries(
                Arrays.copyOfRange(ticks, start, end),
                Arrays.copyOfRange(groups, start, end),
                Arrays.copyOfRange(values, start, end));
    }
}
