package dev.halcyon.learn.validation;

import dev.halcyon.analytics.statistics.PairwiseSum;
import java.util.Locale;

/**
 * Mean and population standard deviation (divided by n, as NumPy's default) of a figure over the folds.
 *
 * @param mean arithmetic mean
 * @param standardDeviation at least 0
 */
public record MeanAndDeviation(double mean, double standardDeviation) {
    /** Of at least one value. */
    public static MeanAndDeviation of(double... values) {
        double mean = PairwiseSum.mean(values);
        double squares = PairwiseSum.of(i -> (values[i] - mean) * (values[i] - mean), values.length);
        return new MeanAndDeviation(mean, Math.sqrt(squares / values.length));
    }

    /** As text, such as {@code 29.211 ± 4.176}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean, standardDeviation);
    }
}
