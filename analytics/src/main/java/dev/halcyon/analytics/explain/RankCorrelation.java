package dev.halcyon.analytics.explain;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Spearman's rank correlation: 1 where one number grows whenever the other does, whatever their scales. */
public final class RankCorrelation {

    private RankCorrelation() {}

    /** The correlation of pairs; 0 where one of the numbers is always the same. */
    public static double of(long[] left, long[] right) {
        double[] ranks = ranks(left);
        double[] others = ranks(right);
        double products = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int index = 0; index < ranks.length; index++) {
            products += ranks[index] * others[index];
            squares += ranks[index] * ranks[index];
            otherSquares += others[index] * others[index];
        }
        return squares == 0 || otherSquares == 0 ? 0 : products / Math.sqrt(squares * otherSquares);
    }

    /** Ranks around their mean; equal values share the middle of theirs. */
    private static double[] ranks(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] middles = new double[sorted.length];
        int distinct = 0;
        for (int from = 0; from < middles.length; ) {
            int to = from;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            sorted[distinct] = sorted[from];
            middles[distinct++] = (from + to - sorted.length) / 2.0;
            from = to;
        }
        int count = distinct;
        return IntStream.range(0, values.length)
                .mapToDouble(index -> middles[Arrays.binarySearch(sorted, 0, count, values[index])])
                .toArray();
    }
}
