package dev.halcyon.analytics.decompose;

import dev.halcyon.analytics.outliers.TukeyFences;

/**
 * {@code series_decompose_anomalies} (series.md, section 1): the elements whose distance from the baseline stands out.
 *
 * @param flags 1 for a rise, −1 for a decline, 0 for neither
 * @param scores the outlier scores of the residuals
 * @param baseline season and trend
 */
public record SeriesAnomalies(int[] flags, double[] scores, double[] baseline) {

    /** The score from which an element counts as an anomaly unless another is given. */
    public static final double THRESHOLD = 1.5;

    /** When all residuals are below this share of the greatest value they are rounding, whose outliers mean nothing. */
    private static final double ROUNDING = 1e-13;

    /**
     * Scores and flags of a series. O(n log n) when the period is to be found, else O(n).
     *
     * @param series finite numbers
     * @throws IllegalArgumentException when the test points leave nothing to learn from
     */
    public static SeriesAnomalies of(
            double[] series, double threshold, TukeyFences fences, DecompositionOptions options) {
        SeriesDecomposition decomposition = SeriesDecomposition.of(series, options);
        double[] scores = fences.scores(withoutRounding(decomposition.residual(), series));
        int[] flags = new int[scores.length];
        for (int i = 0; i < scores.length; i++) {
            flags[i] = scores[i] > threshold ? 1 : scores[i] < -threshold ? -1 : 0;
        }
        return new SeriesAnomalies(flags, scores, decomposition.baseline());
    }

    private static double[] withoutRounding(double[] residual, double[] series) {
        double greatest = greatest(series);
        return greatest(residual) < ROUNDING * greatest ? new double[residual.length] : residual;
    }

    private static double greatest(double[] values) {
        double greatest = 0;
        for (double value : values) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        return greatest;
    }
}
