package dev.halcyon.analytics.explain;

import org.jspecify.annotations.Nullable;

/**
 * How much each row counts. Weights are kept as whole multiples of a power of two, so that their sums are exact and do not
 * depend on the order of the rows.
 *
 * <p>A total of weights is no number of observations: one heavy row is still one row. Each of the two sets, the rows where
 * the condition holds and the others, therefore enters a test as its effective sample size (Σw)² / Σw² (L. Kish, "Survey
 * Sampling", 1965). Shares within a set do not change by that, and equal weights of any size give what counts give.
 */
public final class RowWeights {

    /** Bits of a number whose squares are summed; what is lighter by more than that adds nothing to such a sum. */
    private static final int SQUARED_BITS = 18;

    private static final int SUM_BITS = 62;
    private static final int MOST_BITS = 52;

    private final long @Nullable [] units;
    private final double unit;
    private final double trueFactor;
    private final double falseFactor;

    private RowWeights(long @Nullable [] units, double unit, double trueFactor, double falseFactor) {
        this.units = units;
        this.unit = unit;
        this.trueFactor = trueFactor;
        this.falseFactor = falseFactor;
    }

    /** Every row counts once. */
    public static RowWeights equal() {
        return new RowWeights(null, 1, 1, 1);
    }

    /**
     * The weights of rows.
     *
     * @param weights finite and not negative
     * @param truth whether the condition holds, for each
     */
    public static RowWeights of(double[] weights, boolean[] truth) {
        double greatest = 0;
        for (double weight : weights) {
            greatest = Math.max(greatest, weight);
        }
        if (greatest == 0) {
            return new RowWeights(new long[weights.length], 1, 1, 1);
        }
        int bits = Math.min(MOST_BITS, SUM_BITS - Integer.SIZE + Integer.numberOfLeadingZeros(weights.length));
        int exponent = Math.getExponent(greatest) + 1 - bits;
        long[] units = new long[weights.length];
        for (int row = 0; row < units.length; row++) {
            units[row] = Math.round(Math.scalb(weights[row], -exponent));
        }
        return new RowWeights(
                units, Math.scalb(1.0, exponent), factor(units, truth, true, bits), factor(units, truth, false, bits));
    }

    /** What makes the total of a set its effective sample size. */
    private static double factor(long[] units, boolean[] truth, boolean which, int bits) {
        int shift = Math.max(0, bits - SQUARED_BITS);
        double step = Math.scalb(1.0, shift);
        long sum = 0;
        long high = 0;
        long low = 0;
        for (int row = 0; row < units.length; row++) {
            if (truth[row] == which) {
                long rounded = Math.round(units[row] / step);
                sum += units[row];
                low += rounded * rounded;
                // In two halves, as squares of many rows would overflow.
                high += low >>> (SUM_BITS / 2);
                low &= (1L << (SUM_BITS / 2)) - 1;
            }
        }
        double squares = (Math.scalb((double) high, SUM_BITS / 2) + low) * step * step;
        return squares > 0 ? sum / squares : 0;
    }

    /** What a row counts, as a multiple of a unit. */
    public long units(int row) {
        return units == null ? 1 : units[row];
    }

    /** A sum of {@link #units}, in the unit of the weights. */
    double inUnits(long sum) {
        return sum * unit;
    }

    /** The weight of the rows where a condition holds, or of the others. */
    public double total(boolean[] truth, boolean which) {
        return inUnits(sum(truth, which));
    }

    long sum(boolean[] truth, boolean which) {
        long sum = 0;
        for (int row = 0; row < truth.length; row++) {
            sum += truth[row] == which ? units(row) : 0;
        }
        return sum;
    }

    /** The G statistic of sums inside a segment and outside. */
    double statistic(long inTrue, long inFalse, long outTrue, long outFalse) {
        return GTest.statistic(
                inTrue * trueFactor, inFalse * falseFactor, outTrue * trueFactor, outFalse * falseFactor);
    }
}
