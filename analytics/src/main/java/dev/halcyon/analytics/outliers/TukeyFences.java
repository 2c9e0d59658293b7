package dev.halcyon.analytics.outliers;

import dev.halcyon.analytics.statistics.NormalDistribution;
import dev.halcyon.analytics.statistics.OrderStatistics;

/**
 * {@code series_outliers} (series.md, section 3): how far a value lies outside two percentiles, in units of the distance
 * between them. Above 1.5 is a mild rise, above 3 a strong one; below −1.5 and −3 a decline.
 *
 * @param lower the lower percentile, 2 … 98
 * @param upper the upper percentile, above the lower one, at most 98
 * @param factor what the distances are multiplied by
 */
public record TukeyFences(double lower, double upper, double factor) {

    /** The percentiles of the custom test unless others are given. */
    public static final double CUSTOM_LOWER = 10;

    /** The percentiles of the custom test unless others are given. */
    public static final double CUSTOM_UPPER = 90;

    /** Measured on the reference; its derivation is unknown. */
    private static final double CUSTOM_FACTOR = 2.772605605507915;

    /** Where the classic fences of a normal sample lie, in standard deviations. */
    private static final double NORMAL_FENCE = 2.697959000784;

    /** The custom test at 10 and 90. */
    public static final TukeyFences CUSTOM = new TukeyFences(CUSTOM_LOWER, CUSTOM_UPPER, CUSTOM_FACTOR);

    /** The classic test: quartiles, factor 1. The factor is ours. */
    public static final TukeyFences CLASSIC = new TukeyFences(25, 75, 1);

    /** Checks the percentiles. */
    public TukeyFences {
        if (!(lower >= 2 && lower < upper && upper <= 98)) {
            throw new IllegalArgumentException(
                    "Percentiles must rise and lie between 2 and 98, not %s and %s.".formatted(lower, upper));
        }
    }

    /**
     * The custom test at other percentiles. The factor is ours: it keeps the meaning of the thresholds for a normal
     * sample.
     */
    public static TukeyFences custom(double lower, double upper) {
        if (lower == CUSTOM_LOWER && upper == CUSTOM_UPPER) {
            return CUSTOM;
        }
        TukeyFences unscaled = new TukeyFences(lower, upper, 1);
        double factor = CUSTOM_FACTOR * reach(unscaled.lower, unscaled.upper) / reach(CUSTOM_LOWER, CUSTOM_UPPER);
        return new TukeyFences(lower, upper, factor);
    }

    private static double reach(double lower, double upper) {
        double low = NormalDistribution.quantile(lower / 100);
        double high = NormalDistribution.quantile(upper / 100);
        return 1.5 * (high - low) / (NORMAL_FENCE - Math.max(high, -low));
    }

    /**
     * The scores of a series; 0 inside the percentiles, for NaN, and when the percentiles coincide. O(n).
     *
     * @param series NaN where a value is to be ignored
     * @param training how many elements, from the start, the percentiles are taken from
     */
    public double[] scores(double[] series, int training) {
        double[] scores = new double[series.length];
        double[] present = new double[Math.min(training, series.length)];
        int count = 0;
        for (int i = 0; i < present.length; i++) {
            if (!Double.isNaN(series[i])) {
                present[count++] = series[i];
            }
        }
        if (count == 0) {
            return scores;
        }
        OrderStatistics.Interval bulk = OrderStatistics.interval(present, count, lower / 100, upper / 100);
        double width = bulk.upper() - bulk.lower();
        if (!(width > 0)) {
            return scores;
        }
        for (int i = 0; i < series.length; i++) {
            double value = series[i];
            if (value > bulk.upper()) {
                scores[i] = factor * (value - bulk.upper()) / width;
            } else if (value < bulk.lower()) {
                scores[i] = factor * (value - bulk.lower()) / width;
            }
        }
        return scores;
    }

    /** The scores of a series whose elements all shape the percentiles. */
    public double[] scores(double[] series) {
        return scores(series, series.length);
    }
}
