package dev.halcyon.analytics.statistics;

import java.util.function.IntToDoubleFunction;

/**
 * Sums by halving (N. J. Higham, "The accuracy of floating point summation", 1993): the rounding error grows with the
 * logarithm of the length instead of the length.
 *
 * <p>Block size, number of partial sums and the place of the cut are those of NumPy, so that means agree with NumPy's
 * to the last bit. This matters: a last-bit difference in the first prediction can flip the rounding of a single
 * precision gradient and with it a split.
 */
public final class PairwiseSum {
    private static final int BLOCK = 128;
    private static final int LANES = 8;

    private PairwiseSum() {}

    /** The sum of all values; 0 for none. O(n). */
    public static double of(double[] values) {
        return of(i -> values[i], values.length);
    }

    /** The sum of {@code term(0) … term(count - 1)}; 0 for none. O(n). */
    public static double of(IntToDoubleFunction term, int count) {
        return sum(term, 0, count);
    }

    /**
     * The arithmetic mean.
     *
     * @throws IllegalArgumentException for no values
     */
    public static double mean(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("The mean of no values does not exist.");
        }
        return of(values) / values.length;
    }

    private static double sum(IntToDoubleFunction term, int start, int count) {
        if (count < LANES) {
            double total = 0;
            for (int i = 0; i < count; i++) {
                total += term.applyAsDouble(start + i);
            }
            return total;
        }
        if (count <= BLOCK) {
            return block(term, start, count);
        }
        int half = count / 2;
        half -= half % LANES;
        return sum(term, start, half) + sum(term, start + half, count - half);
    }

    private static double block(IntToDoubleFunction term, int start, int count) {
        double[] lane = new double[LANES];
        for (int k = 0; k < LANES; k++) {
            lane[k] = term.applyAsDouble(start + k);
        }
        int i = LANES;
        for (; i < count - count % LANES; i += LANES) {
            for (int k = 0; k < LANES; k++) {
                lane[k] += term.applyAsDouble(start + i + k);
            }
        }
        double total = ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
        for (; i < count; i++) {
            total += term.applyAsDouble(start + i);
        }
        return total;
    }
}
