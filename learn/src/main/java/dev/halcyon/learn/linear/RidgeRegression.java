package dev.halcyon.learn.linear;

import dev.halcyon.learn.feature.Dataset;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.model.RidgeModel;
import dev.halcyon.learn.model.RidgeOptions;
import java.util.Arrays;

/**
 * Fits ridge regression (A. E. Hoerl and R. W. Kennard, 1970) and chooses the penalty by leave-one-out error. Equals
 * scikit-learn 1.2's one-hot encoder, min-max scaler and {@code RidgeCV} in a pipeline (requirement L-6).
 */
public final class RidgeRegression {
    /** More one-hot columns than this would need over 128 MB for the cross products. */
    static final int LARGEST_COLUMN_COUNT = 4_096;

    private RidgeRegression() {}

    /**
     * The model of the given rows. O(n · (p + rank · penalties) + p³) for p columns after one-hot encoding.
     *
     * @throws InvalidDataException for fewer than two rows, a number that is not finite, more than 4,096
     *     columns, or a target whose squares overflow
     */
    public static RidgeModel fit(RidgeOptions options, Dataset given) {
        if (given.rowCount() < 2) {
            throw new InvalidDataException(
                    "Ridge regression needs two rows, given is %d.".formatted(given.rowCount()),
                    "Train on a longer window.");
        }
        Dataset dataset = given.withoutUnusedCategories();
        DesignMatrix design = new DesignMatrix(dataset);
        if (design.size() > LARGEST_COLUMN_COUNT) {
            throw new InvalidDataException(
                    "One-hot encoding makes %d columns; ridge regression takes %d."
                            .formatted(design.size(), LARGEST_COLUMN_COUNT),
                    "Group rare categories or leave out the feature.");
        }
        CenteredMoments moments = new CenteredMoments(design, dataset);
        SymmetricEigen eigen = new SymmetricEigen(moments.size(), moments::crossProduct);
        LeaveOneOut leaveOneOut = new LeaveOneOut(moments, eigen);
        double[] errors = leaveOneOut.meanSquaredErrors(design, dataset, moments, options.alphas());
        int best = indexOfSmallest(errors);
        if (!Double.isFinite(errors[best])) {
            throw new InvalidDataException(
                    "%s is too large: its squares overflow.".formatted(dataset.targetName()),
                    "Divide the target by a constant, so that it stays below 1e150.");
        }
        double alpha = options.alphas().get(best);
        double[] coefficients = leaveOneOut.coefficients(alpha, moments.size());
        double intercept = moments.targetMean();
        for (int i = 0; i < coefficients.length; i++) {
            intercept -= coefficients[i] * moments.mean(i);
        }
        return new RidgeModel(
                dataset.features().schema(),
                options,
                alpha,
                errors[best],
                intercept,
                Arrays.stream(coefficients).boxed().toList(),
                design.scaling());
    }

    /** The first of equal errors; an error that is not a number never wins. */
    private static int indexOfSmallest(double[] errors) {
        int best = 0;
        for (int a = 1; a < errors.length; a++) {
            if (errors[a] < errors[best] || Double.isNaN(errors[best])) {
                best = a;
            }
        }
        return best;
    }
}
