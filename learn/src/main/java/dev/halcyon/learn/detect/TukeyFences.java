package dev.halcyon.learn.detect;

import dev.halcyon.analytics.statistics.Percentile;

/**
 * The range outside which a value is an outlier (J. W. Tukey, "Exploratory data analysis", 1977): from a low percentile
 * minus, to a high percentile plus, a multiple of the distance between the two.
 *
 * @param lower at most {@code upper}
 * @param upper at least {@code lower}
 */
public record TukeyFences(double lower, double upper) {
    public TukeyFences {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("The fences %s … %s enclose nothing.".formatted(lower, upper));
        }
    }

    /**
     * Which percentiles and which multiple.
     *
     * @param lowPercent 0 … 100, less than {@code highPercent}
     * @param highPercent 0 … 100
     * @param factor at least 0
     */
    public record Options(double lowPercent, double highPercent, double factor) {
        /** The tutorial's: 10th and 90th percentile, 1.5 times their distance. */
        public static final Options DEFAULT = new Options(10, 90, 1.5);

        public Options {
            if (!(lowPercent >= 0 && lowPercent < highPercent && highPercent <= 100)) {
                throw new IllegalArgumentException(
                        "%s and %s are not a low and a high percentile.".formatted(lowPercent, highPercent));
            }
            if (!(factor >= 0 && Double.isFinite(factor))) {
                throw new IllegalArgumentException("The factor of the fences cannot be %s.".formatted(factor));
            }
        }
    }

    /**
     * The fences of a sample; percentiles are interpolated linearly, NaN values are left out. O(n log n).
     *
     * @throws IllegalArgumentException for no value but NaN
     */
    public static TukeyFences of(double[] sample, Options options) {
        double[] sorted = Percentile.sortedWithoutMissing(sample);
        double low = Percentile.linear(sorted, options.lowPercent());
        double high = Percentile.linear(sorted, options.highPercent());
        double margin = options.factor() * (high - low);
        return new TukeyFences(low - margin, high + margin);
    }

    /**
     * The mark of a residual: 0 on or inside the fences and for NaN, outside 1 when it is at least 0 and -1 when it is
     * negative. The sign is the residual's, not the side's: a series whose fences lie above 0 as a whole still marks a
     * positive residual below them with 1.
     */
    public int mark(double residual) {
        if (residual < lower || residual > upper) {
            return residual >= 0 ? 1 : -1;
        }
        return 0;
    }
}
