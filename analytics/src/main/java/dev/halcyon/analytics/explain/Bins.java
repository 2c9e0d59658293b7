package dev.halcyon.analytics.explain;

import java.util.Arrays;

/**
 * Cuts numbers into bins that hold about equally many of the rows where a condition holds, or equally many of the others:
 * both, because what is to be explained may be rare and lie at an end that all rows together would put into one bin.
 *
 * @param least the least value of each bin, ascending
 * @param greatest the greatest value of each bin
 */
public record Bins(long[] least, long[] greatest) {

    /** So many different values are bins of their own. */
    private static final int FEW = 24;

    /**
     * The bins.
     *
     * @param values the numbers; the order is theirs as longs
     * @param truth whether the condition holds, for each
     * @param parts into how many parts each of both sets is cut
     */
    public static Bins of(long[] values, boolean[] truth, int parts) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        long[] starts = few(sorted);
        if (starts.length > FEW) {
            long[] cuts = new long[2 * parts + 3];
            int count = cut(selected(values, truth, true), sorted, parts, cuts, 0);
            count = cut(selected(values, truth, false), sorted, parts, cuts, count);
            cuts[count++] = sorted[0];
            Arrays.sort(cuts, 0, count);
            starts = Arrays.stream(cuts, 0, count).distinct().toArray();
        }
        long[] greatest = new long[starts.length];
        for (int bin = 0; bin < starts.length; bin++) {
            boolean last = bin + 1 == starts.length;
            greatest[bin] = sorted[last ? sorted.length - 1 : lowerBound(sorted, starts[bin + 1]) - 1];
        }
        return new Bins(starts, greatest);
    }

    /** The distinct values, up to one more than {@link #FEW}. */
    private static long[] few(long[] sorted) {
        long[] values = new long[FEW + 1];
        int count = 0;
        for (int index = 0; index < sorted.length && count <= FEW; index++) {
            if (index == 0 || sorted[index] != sorted[index - 1]) {
                values[count++] = sorted[index];
            }
        }
        return Arrays.copyOf(values, count);
    }

    private static long[] selected(long[] values, boolean[] truth, boolean which) {
        long[] selected = new long[values.length];
        int count = 0;
        for (int index = 0; index < values.length; index++) {
            if (truth[index] == which) {
                selected[count++] = values[index];
            }
        }
        Arrays.sort(selected, 0, count);
        return Arrays.copyOf(selected, count);
    }

    /** Cuts a set, also from what lies before its first and behind its last value. */
    private static int cut(long[] set, long[] sorted, int parts, long[] cuts, int from) {
        if (set.length == 0) {
            return from;
        }
        int count = from;
        for (int part = 0; part < parts; part++) {
            cuts[count++] = set[(int) ((long) part * set.length / parts)];
        }
        long last = set[set.length - 1];
        int behind = last == Long.MAX_VALUE ? sorted.length : lowerBound(sorted, last + 1);
        if (behind < sorted.length) {
            cuts[count++] = sorted[behind];
        }
        return count;
    }

    private static int lowerBound(long[] sorted, long value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many bins there are. */
    public int count() {
        return least.length;
    }

    /** The bin of one of the values. */
    public int bin(long value) {
        int at = Arrays.binarySearch(least, value);
        return at >= 0 ? at : -at - 2;
    }
}
