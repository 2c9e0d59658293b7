package dev.halcyon.learn.model;

import java.util.Optional;

/**
 * Histogram gradient boosting for least squares.
 *
 * @param iterations number of trees, 1 … 100,000
 * @param learningRate factor on every leaf, greater than 0
 * @param maximumLeaves leaves of one tree, 2 … 32,768
 * @param minimumRowsPerLeaf rows of a leaf, at least 1
 * @param l2Regularization added to the denominator of a leaf's value, at least 0
 * @param maximumBins bins of a feature without the one for missing values, 2 … 255
 * @param earlyStopping when to stop before {@code iterations}; empty: never
 */
public record BoostingOptions(
        int iterations,
        double learningRate,
        int maximumLeaves,
        int minimumRowsPerLeaf,
        double l2Regularization,
        int maximumBins,
        Optional<EarlyStopping> earlyStopping)
        implements Hyperparameters {
    /** 100 trees, learning rate 0.1, 31 leaves, 20 rows a leaf, no regularisation, 255 bins, no early stopping. */
    public static final BoostingOptions DEFAULT = new BoostingOptions(100, 0.1, 31, 20, 0, 255, Optional.empty());

    public static final int LARGEST_BIN_COUNT = 255;
    public static final int LARGEST_ITERATION_COUNT = 100_000;
    public static final int LARGEST_LEAF_COUNT = 32_768;

    public BoostingOptions {
        check(iterations >= 1 && iterations <= LARGEST_ITERATION_COUNT, "iterations", iterations);
        check(learningRate > 0 && Double.isFinite(learningRate), "learningRate", learningRate);
        check(maximumLeaves >= 2 && maximumLeaves <= LARGEST_LEAF_COUNT, "maximumLeaves", maximumLeaves);
        check(minimumRowsPerLeaf >= 1, "minimumRowsPerLeaf", minimumRowsPerLeaf);
        check(l2Regularization >= 0 && Double.isFinite(l2Regularization), "l2Regularization", l2Regularization);
        check(maximumBins >= 2 && maximumBins <= LARGEST_BIN_COUNT, "maximumBins", maximumBins);
    }

    @Override
    public String modelName() {
        return "histogram gradient boosting";
    }

    public BoostingOptions withIterations(int count) {
        return new BoostingOptions(
                count, learningRate, maximumLeaves, minimumRowsPerLeaf, l2Regularization, maximumBins, earlyStopping);
    }

    public BoostingOptions withMinimumRowsPerLeaf(int rows) {
        return new BoostingOptions(
                iterations, learningRate, maximumLeaves, rows, l2Regularization, maximumBins, earlyStopping);
    }

    public BoostingOptions withEarlyStopping(EarlyStopping rule) {
        return new BoostingOptions(
                iterations,
                learningRate,
                maximumLeaves,
                minimumRowsPerLeaf,
                l2Regularization,
                maximumBins,
                Optional.of(rule));
    }

    private static void check(boolean valid, String name, Number value) {
        if (!valid) {
            throw new IllegalArgumentException("Boosting option %s cannot be %s.".formatted(name, value));
        }
    }

    /**
     * Stops when the squared error on the newest rows, which are held out of training, no longer falls. The newest
     * rather than random ones: rows of one hour resemble each other, a random sample would leak.
     *
     * @param heldOutFraction share of the rows, more than 0 and less than 1
     * @param patience rounds without improvement before stopping, at least 1
     * @param tolerance how much smaller an error must be to count as an improvement, at least 0
     */
    public record EarlyStopping(double heldOutFraction, int patience, double tolerance) {
        /** A tenth of the rows, 10 rounds, 10^-7. */
        public static final EarlyStopping DEFAULT = new EarlyStopping(0.1, 10, 1e-7);

        public EarlyStopping {
            check(heldOutFraction > 0 && heldOutFraction < 1, "heldOutFraction", heldOutFraction);
            check(patience >= 1, "patience", patience);
            check(tolerance >= 0 && Double.isFinite(tolerance), "tolerance", tolerance);
        }
    }
}
