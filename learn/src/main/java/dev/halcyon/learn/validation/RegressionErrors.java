package dev.halcyon.learn.validation;

import dev.halcyon.analytics.statistics.PairwiseSum;

/**
 * How far predictions lie from what happened, in the target's unit.
 *
 * @param meanAbsoluteError MAE
 * @param rootMeanSquaredError RMSE
 */
public record RegressionErrors(double meanAbsoluteError, double rootMeanSquaredError) {
    /**
     * The errors of predictions.
     *
     * @throws IllegalArgumentException for no rows or different lengths
     */
    public static RegressionErrors of(double[] actual, double[] predicted) {
        int rows = actual.length;
        if (rows == 0 || predicted.length != rows) {
            throw new IllegalArgumentException("%d values, %d predictions.".formatted(rows, predicted.length));
        }
        double absolute = PairwiseSum.of(row -> Math.abs(predicted[row] - actual[row]), rows) / rows;
        double squared = PairwiseSum.of(row -> (actual[row] - predicted[row]) * (actual[row] - predicted[row]), rows);
        return new RegressionErrors(absolute, Math.sqrt(squared / rows));
    }
}
