package dev.halcyon.analytics.fill;

import java.math.BigInteger;

/**
 * Where the elements of a filled series come from ({@code series_fill_forward}, {@code series_fill_backward}, {@code
 * series_fill_linear}; series.md, section 5). Working on positions, the fills leave elements of any type as they are.
 */
public final class Gaps {

    /** The position of an element that stays missing. */
    public static final int NONE = -1;

    /** The product of a number below it and a length fits into 64 bits with room to spare. */
    private static final long SMALL = 1L << 30;

    private Gaps() {}

    /** For each element the position of the last present one up to it, {@link #NONE} before the first. O(n). */
    public static int[] previous(boolean[] missing) {
        int[] sources = new int[missing.length];
        int last = NONE;
        for (int i = 0; i < missing.length; i++) {
            last = missing[i] ? last : i;
            sources[i] = last;
        }
        return sources;
    }

    /** For each element the position of the first present one from it on, {@link #NONE} after the last. O(n). */
    public static int[] next(boolean[] missing) {
        int[] sources = new int[missing.length];
        int next = NONE;
        for (int i = missing.length - 1; i >= 0; i--) {
            next = missing[i] ? next : i;
            sources[i] = next;
        }
        return sources;
    }

    /**
     * Missing elements from the straight line between their present neighbours; outside them the nearest one. O(n).
     *
     * @return the filled series; all NaN when everything is missing
     */
    public static double[] linear(double[] series, boolean[] missing) {
        int[] previous = previous(missing);
        int[] next = next(missing);
        double[] result = series.clone();
        for (int i = 0; i < series.length; i++) {
            int before = previous[i];
            int after = next[i];
            if (!missing[i]) {
                continue;
            }
            if (before == NONE || after == NONE) {
                int nearest = Math.max(before, after);
                result[i] = nearest == NONE ? Double.NaN : series[nearest];
            } else {
                // The way first, then the difference: the recorded last digits come of this order.
                double way = (double) (i - before) / (after - before);
                result[i] = series[before] + (series[after] - series[before]) * way;
            }
        }
        return result;
    }

    /**
     * The same between integers, cut towards 0. Computed without rounding, so that a line that passes through an integer
     * gives it. O(n).
     *
     * @return the filled series; 0 everywhere when everything is missing
     */
    public static long[] linear(long[] series, boolean[] missing) {
        int[] previous = previous(missing);
        int[] next = next(missing);
        long[] result = series.clone();
        for (int i = 0; i < series.length; i++) {
            int before = previous[i];
            int after = next[i];
            if (!missing[i]) {
                continue;
            }
            if (before == NONE || after == NONE) {
                int nearest = Math.max(before, after);
                result[i] = nearest == NONE ? 0 : series[nearest];
            } else {
                result[i] = weighted(series[before], after - i, series[after], i - before);
            }
        }
        return result;
    }

    private static long weighted(long left, int leftWeight, long right, int rightWeight) {
        if (isSmall(left) && isSmall(right)) {
            return (left * leftWeight + right * rightWeight) / (leftWeight + rightWeight);
        }
        BigInteger sum = BigInteger.valueOf(left)
                .multiply(BigInteger.valueOf(leftWeight))
                .add(BigInteger.valueOf(right).multiply(BigInteger.valueOf(rightWeight)));
        return sum.divide(BigInteger.valueOf((long) leftWeight + rightWeight)).longValueExact();
    }

    private static boolean isSmall(long number) {
        return number > -SMALL && number < SMALL;
    }
}
