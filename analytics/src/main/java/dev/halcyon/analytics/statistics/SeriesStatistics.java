package dev.halcyon.analytics.statistics;

import java.util.Optional;

/**
 * {@code series_stats} (series.md, section 4).
 *
 * @param least the smallest value
 * @param leastIndex its first position
 * @param greatest the greatest value
 * @param greatestIndex its first position
 * @param mean the arithmetic mean
 * @param deviation the sample standard deviation
 * @param variance the sample variance, 0 for one value
 * @param sum the sum
 * @param count the number of values that counted
 */
public record SeriesStatistics(
        double least,
        int leastIndex,
        double greatest,
        int greatestIndex,
        double mean,
        double deviation,
        double variance,
        double sum,
        int count) {

    /** The statistics of the finite elements; empty when there is none. Positions count all elements. O(n). */
    public static Optional<SeriesStatistics> of(double[] series) {
        int count = 0;
        int least = -1;
        int greatest = -1;
        double sum = 0;
        for (int i = 0; i < series.length; i++) {
            double value = series[i];
            if (Double.isFinite(value)) {
                count++;
                sum += value;
                least = least < 0 || value < series[least] ? i : least;
                greatest = greatest < 0 || value > series[greatest] ? i : greatest;
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        double mean = sum / count;
        double squares = 0;
        for (double value : series) {
            squares += Double.isFinite(value) ? (value - mean) * (value - mean) : 0;
        }
        double variance = count > 1 ? squares / (count - 1) : 0;
        return Optional.of(new SeriesStatistics(
                series[least], least, series[greatest], greatest, mean, Math.sqrt(variance), variance, sum, count));
    }
}
