package dev.halcyon.learn.linear;

import dev.halcyon.analytics.statistics.PairwiseSum;
import dev.halcyon.learn.feature.Dataset;

/**
 * What ridge regression needs to know of the rows: the means, the p × p matrix of centred cross products XᵀX, and Xᵀy.
 *
 * <p>Numbers are centred before they are multiplied, so that a large mean costs no digits; the ones need no second
 * pass: the centred product of two one-hot columns follows from their counts. O(n (c + m)²) for c categorical and m
 * numeric features.
 */
final class CenteredMoments {
    private final double[] means;
    private final double targetMean;
    private final double[][] crossProducts;
    private final double[] targetProducts;

    CenteredMoments(DesignMatrix design, Dataset dataset) {
        int size = design.size();
        means = means(design);
        targetMean = PairwiseSum.mean(dataset.targets());
        crossProducts = new double[size][size];
        targetProducts = new double[size];
        double[] numbers = new double[design.numericCount()];
        for (int row = 0; row < design.rowCount(); row++) {
            accumulate(design, row, numbers, dataset.target(row) - targetMean);
        }
        centerOnes(design);
        mirror();
    }

    private static double[] means(DesignMatrix design) {
        int rows = design.rowCount();
        double[] means = new double[design.size()];
        for (int c = 0; c < design.categoricalCount(); c++) {
            for (int row = 0; row < rows; row++) {
                int position = design.onePosition(c, row);
                if (position >= 0) {
                    means[position]++;
                }
            }
        }
        for (int position = 0; position < design.numericStart(); position++) {
            means[position] /= rows;
        }
        for (int m = 0; m < design.numericCount(); m++) {
            int feature = m;
            means[design.numericStart() + m] = PairwiseSum.of(row -> design.number(feature, row), rows) / rows;
        }
        return means;
    }

    /** Adds a row to the upper triangle; ones count as they are, numbers centred. */
    private void accumulate(DesignMatrix design, int row, double[] numbers, double target) {
        int numericStart = design.numericStart();
        for (int m = 0; m < numbers.length; m++) {
            numbers[m] = design.number(m, row) - means[numericStart + m];
        }
        for (int c = 0; c < design.categoricalCount(); c++) {
            int position = design.onePosition(c, row);
            if (position < 0) {
                continue;
            }
            targetProducts[position] += target;
            for (int other = c; other < design.categoricalCount(); other++) {
                int otherPosition = design.onePosition(other, row);
                if (otherPosition >= 0) {
                    crossProducts[position][otherPosition]++;
                }
            }
            for (int m = 0; m < numbers.length; m++) {
                crossProducts[position][numericStart + m] += numbers[m];
            }
        }
        for (int m = 0; m < numbers.length; m++) {
            targetProducts[numericStart + m] += numbers[m] * target;
            for (int other = m; other < numbers.length; other++) {
                crossProducts[numericStart + m][numericStart + other] += numbers[m] * numbers[other];
            }
        }
    }

    private void centerOnes(DesignMatrix design) {
        for (int i = 0; i < design.numericStart(); i++) {
            for (int j = i; j < design.numericStart(); j++) {
                crossProducts[i][j] -= design.rowCount() * means[i] * means[j];
            }
        }
    }

    private void mirror() {
        for (int i = 0; i < means.length; i++) {
            for (int j = 0; j < i; j++) {
                crossProducts[i][j] = crossProducts[j][i];
            }
        }
    }

    int size() {
        return means.length;
    }

    double mean(int position) {
        return means[position];
    }

    double targetMean() {
        return targetMean;
    }

    double crossProduct(int i, int j) {
        return crossProducts[i][j];
    }

    double targetProduct(int position) {
        return targetProducts[position];
    }
}
