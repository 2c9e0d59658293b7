package dev.halcyon.analytics.regression;

import java.util.Arrays;

/**
 * {@code series_fit_2lines} (series.md, section 4): the two lines, one for the start and one for the rest of a series,
 * that together leave the smallest squares. That a side may have one element, and that the split is the position of the
 * right line's first element, are our choices.
 *
 * @param rsquare the share of the variation that both lines explain
 * @param split the position of the first element of the right line
 * @param variance the sample variance of the series
 * @param residualVariance the sample variance around the lines
 * @param fit both lines at each element
 * @param right the line from the split on
 * @param left the line before the split
 */
public record TwoLineFit(
        double rsquare,
        int split,
        double variance,
        double residualVariance,
        double[] fit,
        LineFit right,
        LineFit left) {

    /**
     * The best two lines. O(n).
     *
     * @throws IllegalArgumentException for fewer than two elements
     */
    public static TwoLineFit of(double[] series) {
        int count = series.length;
        if (count < 2) {
            throw new IllegalArgumentException("Two lines need at least two points.");
        }
        int split = bestSplit(series);
        LineFit left = LineFit.of(series, 0, split);
        LineFit right = LineFit.of(series, split, count);
        double[] fit = Arrays.copyOf(left.fit(), count);
        System.arraycopy(right.fit(), 0, fit, split, count - split);
        double mean = Arrays.stream(series).sum() / count;
        double total = 0;
        double residual = 0;
        for (int i = 0; i < count; i++) {
            total += (series[i] - mean) * (series[i] - mean);
            residual += (series[i] - fit[i]) * (series[i] - fit[i]);
        }
        return new TwoLineFit(
                Goodness.rsquare(residual, total, mean, count),
                split,
                Goodness.variance(total, count),
                Goodness.variance(residual, count),
                fit,
                right,
                left);
    }

    private static int bestSplit(double[] series) {
        int count = series.length;
        double[] leftErrors = growingErrors(series, 1);
        double[] rightErrors = growingErrors(series, -1);
        int best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int split = 1; split < count; split++) {
            double error = leftErrors[split] + rightErrors[count - split];
            if (error < least) {
                least = error;
                best = split;
            }
        }
        return best;
    }

    /**
     * For each k the squares that the line of the first k elements leaves, read in either direction. Means and squares
     * are updated from element to element, which keeps them accurate where sums of squares would cancel.
     */
    private static double[] growingErrors(double[] series, int direction) {
        int count = series.length;
        double[] errors = new double[count + 1];
        double meanY = 0;
        double squaresY = 0;
        double products = 0;
        for (int k = 1; k <= count; k++) {
            double y = series[direction > 0 ? k - 1 : count - k];
            double differenceY = y - meanY;
            meanY += differenceY / k;
            squaresY += differenceY * (y - meanY);
            products += k / 2.0 * (y - meanY);
            double squaresX = (double) k * ((double) k * k - 1) / 12;
            errors[k] = k > 1 ? Math.max(0, squaresY - products * products / squaresX) : 0;
        }
        return errors;
    }
}
