package dev.halcyon.analytics.decompose;

import dev.halcyon.analytics.regression.LineFit;
import java.util.Arrays;

/**
 * {@code series_decompose} and {@code series_decompose_forecast} (series.md, section 1): seasonal medians first, then the
 * trend of what they leave. Baseline and residual add up to the series.
 *
 * @param baseline season and trend
 * @param seasonal the seasonal component
 * @param trend the trend
 * @param residual what the baseline leaves
 */
public record SeriesDecomposition(double[] baseline, double[] seasonal, double[] trend, double[] residual) {

    /**
     * Takes a series apart. O(n log n) when the period is to be found, else O(n).
     *
     * @param series finite numbers
     * @throws IllegalArgumentException when the test points leave nothing to learn from
     */
    public static SeriesDecomposition of(double[] series, DecompositionOptions options) {
        int length = series.length;
        int training = Math.max(0, length - Math.max(0, options.testPoints()));
        if (training < 1 && length > 0) {
            throw new IllegalArgumentException(
                    "%d test points leave nothing of %d elements.".formatted(options.testPoints(), length));
        }
        double[] seasonal = options.seasonality() == DecompositionOptions.DETECT
                ? SeasonalProfile.detected(series, training, options.seasonalityThreshold())
                : SeasonalProfile.ofPeriod(series, training, options.seasonality());
        double[] trend = trend(series, seasonal, training, options.trend());
        double[] baseline = new double[length];
        double[] residual = new double[length];
        for (int i = 0; i < length; i++) {
            baseline[i] = seasonal[i] + trend[i];
            residual[i] = series[i] - baseline[i];
        }
        return new SeriesDecomposition(baseline, seasonal, trend, residual);
    }

    /**
     * The baseline learned from all but the last {@code points} elements. O(n log n).
     *
     * @throws IllegalArgumentException when nothing is left to learn from
     */
    public static double[] forecast(double[] series, int points, DecompositionOptions options) {
        return of(
                        series,
                        new DecompositionOptions(
                                options.seasonality(), options.trend(), points, options.seasonalityThreshold()))
                .baseline();
    }

    /** The trend of what the season leaves, not of the series itself. */
    private static double[] trend(double[] series, double[] seasonal, int training, Trend kind) {
        double[] trend = new double[series.length];
        if (training == 0 || kind == Trend.NONE) {
            return trend;
        }
        double[] rest = new double[training];
        double sum = 0;
        for (int i = 0; i < training; i++) {
            rest[i] = series[i] - seasonal[i];
            sum += rest[i];
        }
        switch (kind) {
            case AVERAGE -> Arrays.fill(trend, sum / training);
            case LINE -> {
                LineFit line = LineFit.of(rest);
                for (int i = 0; i < trend.length; i++) {
                    trend[i] = line.interception() + line.slope() * (i + 1);
                }
            }
            case NONE -> {}
        }
        return trend;
    }
}
