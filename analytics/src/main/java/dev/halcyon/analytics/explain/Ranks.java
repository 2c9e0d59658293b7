package dev.halcyon.analytics.explain;

import java.util.Arrays;

/** The ranks of numbers around their mean; equal numbers share the middle of theirs. */
public final class Ranks {

    private final long[] values;
    private final double[] middles;
    private final double squares;

    private Ranks(long[] values, double[] middles, double squares) {
        this.values = values;
        this.middles = middles;
        this.squares = squares;
    }

    /** The ranks of some numbers, in whatever order. */
    public static Ranks of(long[] numbers) {
        long[] sorted = numbers.clone();
        Arrays.sort(sorted);
        double[] middles = new double[sorted.length];
        double squares = 0;
        int distinct = 0;
        for (int from = 0; from < middles.length; ) {
            int to = from;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            double middle = (from + to - sorted.length) / 2.0;
            squares += (to - from) * middle * middle;
            sorted[distinct] = sorted[from];
            middles[distinct++] = middle;
            from = to;
        }
        return new Ranks(Arrays.copyOf(sorted, distinct), Arrays.copyOf(middles, distinct), squares);
    }

    /** The rank of one of the numbers. */
    double rank(long number) {
        return middles[Arrays.binarySearch(values, number)];
    }

    /** The number of different numbers. */
    public int distinct() {
        return values.length;
    }

    /** The sum of the squares of all ranks. */
    double squares() {
        return squares;
    }
}
