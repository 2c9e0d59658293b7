package dev.halcyon.analytics.statistics;

import java.util.Arrays;

/**
 * Percentiles of a sample (R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", 1996, definition 7),
 * in the arithmetic of NumPy's {@code percentile}.
 */
public final class Percentile {
    private Percentile() {}

    /**
     * The percentile with linear interpolation between the two neighbouring order statistics.
     *
     * @param sorted ascending, without NaN, at least one value
     * @param percent 0 … 100
     * @throws IllegalArgumentException for an empty sample or a percent outside its range
     */
    public static double linear(double[] sorted, double percent) {
        double position = position(sorted, percent);
        int lower = (int) Math.floor(position);
        return interpolate(sorted, lower, position - lower);
    }

    /**
     * The percentile as the middle between the two neighbouring order statistics, or the order statistic itself when
     * the position is whole. Arguments and errors as for {@link #linear}.
     */
    public static double midpoint(double[] sorted, double percent) {
        double position = position(sorted, percent);
        int lower = (int) Math.floor(position);
        return interpolate(sorted, lower, position == lower ? 0 : 0.5);
    }

    /** An ascending copy without the NaN values. O(n log n). */
    public static double[] sortedWithoutMissing(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        // Arrays.sort puts every NaN at the end.
        while (count > 0 && Double.isNaN(sorted[count - 1])) {
            count--;
        }
        return count == sorted.length ? sorted : Arrays.copyOf(sorted, count);
    }

    private static double position(double[] sorted, double percent) {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("A percentile of no values does not exist.");
        }
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("A percentile lies between 0 and 100, not at %s.".formatted(percent));
        }
        return (sorted.length - 1) * (percent / 100.0);
    }

    private static double interpolate(double[] sorted, int lower, double fraction) {
        double below = sorted[lower];
        if (fraction == 0) {
            return below;
        }
        double above = sorted[Math.min(lower + 1, sorted.length - 1)];
        double difference = above - below;
        // Measured from the nearer neighbour, so that the result never leaves the interval.
        return fraction >= 0.5 ? above - difference * (1 - fraction) : below + difference * fraction;
    }
}
