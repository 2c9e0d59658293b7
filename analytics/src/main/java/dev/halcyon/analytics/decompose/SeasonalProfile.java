package dev.halcyon.analytics.decompose;

import dev.halcyon.analytics.periods.SeasonalPeriods;
import dev.halcyon.analytics.statistics.OrderStatistics;

/** {@code series_seasonal} (series.md, section 1): the median of each place in the period, repeated. */
public final class SeasonalProfile {

    /** The least score of a period that {@code series_seasonal} accepts. */
    public static final double THRESHOLD = 0.7;

    private SeasonalProfile() {}

    /** The seasonal component with a period found in the training part; zeros when there is none. O(n log n). */
    public static double[] detected(double[] series, int training, double threshold) {
        double[] shaping = training == series.length ? series : java.util.Arrays.copyOf(series, training);
        return SeasonalPeriods.best(shaping)
                .filter(best -> best.score() >= threshold)
                .map(best -> ofPeriod(series, training, (int) best.period()))
                .orElseGet(() -> new double[series.length]);
    }

    /**
     * The seasonal component of a period; zeros when the training part is shorter than the period, where some places
     * have no element. O(n).
     */
    public static double[] ofPeriod(double[] series, int training, int period) {
        double[] seasonal = new double[series.length];
        if (period < 1 || period > training) {
            return seasonal;
        }
        double[] places = new double[(training + period - 1) / period];
        for (int place = 0; place < period; place++) {
            int count = 0;
            for (int i = place; i < training; i += period) {
                places[count++] = series[i];
            }
            double median = OrderStatistics.median(places, count);
            for (int i = place; i < series.length; i += period) {
                seasonal[i] = median;
            }
        }
        return seasonal;
    }
}
