package dev.halcyon.learn.boosting;

import dev.halcyon.analytics.statistics.PairwiseSum;
import dev.halcyon.learn.feature.Dataset;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.model.BoostedTreesModel;
import dev.halcyon.learn.model.BoostingOptions;
import dev.halcyon.learn.model.BoostingOptions.EarlyStopping;
import dev.halcyon.learn.model.RegressionTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits boosted regression trees (J. H. Friedman, "Greedy function approximation: a gradient boosting machine", 2001) on
 * histograms. Equals scikit-learn 1.2's {@code HistGradientBoostingRegressor} without early stopping (requirement L-7
 * asks for 1 % of its error; its predictions are equalled to 1e-9).
 */
public final class GradientBoosting {
    private GradientBoosting() {}

    /**
     * The model of the given rows. O(iterations × features × rows × depth) time, a byte a value of memory.
     *
     * @throws InvalidDataException for no rows, a feature with more categories than {@code maximumBins}, or a target
     *     beyond single precision
     */
    public static BoostedTreesModel fit(BoostingOptions options, Dataset given) {
        if (given.rowCount() == 0) {
            throw new InvalidDataException("There are no rows to learn from.", "Train on a longer window.");
        }
        if (options.earlyStopping().isPresent()) {
            return fitUntilNoBetter(options, given, options.earlyStopping().get());
        }
        return new Fit(options, given.withoutUnusedCategories()).run(options.iterations());
    }

    private static BoostedTreesModel fitUntilNoBetter(BoostingOptions options, Dataset given, EarlyStopping rule) {
        int heldOut = (int) Math.ceil(given.rowCount() * rule.heldOutFraction());
        int kept = given.rowCount() - heldOut;
        if (kept == 0) {
            throw new InvalidDataException(
                    "Early stopping would hold out all %d rows.".formatted(heldOut),
                    "Train on a longer window or without early stopping.");
        }
        Fit fit = new Fit(options, given.slice(0, kept).withoutUnusedCategories());
        Dataset newest = given.slice(kept, given.rowCount());
        double[] predictions = fit.model().predict(newest.features());
        double best = squaredError(predictions, newest);
        int roundsSinceBest = 0;
        for (int i = 0; i < options.iterations() && roundsSinceBest < rule.patience(); i++) {
            fit.addTree();
            double[] change = fit.newestTreeAlone().predict(newest.features());
            Arrays.setAll(predictions, row -> predictions[row] + change[row]);
            double error = squaredError(predictions, newest);
            roundsSinceBest = error < best - rule.tolerance() ? 0 : roundsSinceBest + 1;
            best = Math.min(best, error);
        }
        return fit.model();
    }

    private static double squaredError(double[] predictions, Dataset rows) {
        return PairwiseSum.of(
                row -> {
                    double error = predictions[row] - rows.target(row);
                    return error * error;
                },
                predictions.length);
    }

    /** A fit under way. */
    private static final class Fit {
        private final BoostingOptions options;
        private final Dataset dataset;
        private final BinnedMatrix matrix;
        private final double baseline;
        private final double[] predictions;
        private final float[] gradients;
        private final List<RegressionTree> trees = new ArrayList<>();

        Fit(BoostingOptions options, Dataset dataset) {
            this.options = options;
            this.dataset = dataset;
            matrix = new BinnedMatrix(dataset.features(), options.maximumBins());
            baseline = PairwiseSum.mean(dataset.targets());
            predictions = new double[dataset.rowCount()];
            gradients = new float[dataset.rowCount()];
            Arrays.fill(predictions, baseline);
        }

        BoostedTreesModel run(int iterations) {
            for (int i = 0; i < iterations; i++) {
                addTree();
            }
            return model();
        }

        void addTree() {
            for (int row = 0; row < gradients.length; row++) {
                gradients[row] = (float) (predictions[row] - dataset.target(row));
                if (!Float.isFinite(gradients[row])) {
                    throw new InvalidDataException(
                            "%s is %s in row %d; gradient boosting computes in single precision."
                                    .formatted(dataset.targetName(), dataset.target(row), row),
                            "Divide the target by a constant, so that it stays below 1e38.");
                }
            }
            TreeGrower grower = new TreeGrower(matrix, gradients, options);
            grower.addTo(predictions);
            trees.add(grower.tree());
        }

        BoostedTreesModel newestTreeAlone() {
            return new BoostedTreesModel(dataset.features().schema(), options, 0, List.of(trees.getLast()));
        }

        BoostedTreesModel model() {
            return new BoostedTreesModel(dataset.features().schema(), options, baseline, trees);
        }
    }
}
