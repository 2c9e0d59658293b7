package dev.halcyon.learn.model;

import dev.halcyon.learn.feature.CategoricalColumn;
import dev.halcyon.learn.feature.Feature;
import dev.halcyon.learn.feature.FeatureMatrix;
import dev.halcyon.learn.feature.FeatureSchema;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.feature.NumericColumn;
import java.util.Arrays;
import java.util.List;

/**
 * A linear model over one-hot categories and scaled numbers.
 *
 * @param schema the features
 * @param hyperparameters what it was fitted with
 * @param alpha the penalty chosen, one of the hyperparameters' alphas
 * @param leaveOneOutError mean squared leave-one-out error with this penalty
 * @param intercept prediction where every term is 0
 * @param coefficients in the order of {@link OneHotLayout}
 * @param scaling one a numeric feature, in schema order
 */
public record RidgeModel(
        FeatureSchema schema,
        RidgeOptions hyperparameters,
        double alpha,
        double leaveOneOutError,
        double intercept,
        List<Double> coefficients,
        List<MinMaxScaling> scaling)
        implements Model {
    public RidgeModel {
        coefficients = List.copyOf(coefficients);
        scaling = List.copyOf(scaling);
        require(hyperparameters.alphas().contains(alpha), "alpha is none of the alphas to choose from");
        require(leaveOneOutError >= 0 && Double.isFinite(leaveOneOutError), "leaveOneOutError is not an error");
        require(Double.isFinite(intercept), "intercept is not finite");
        require(coefficients.stream().allMatch(Double::isFinite), "a coefficient is not finite");
        require(coefficients.size() == new OneHotLayout(schema).size(), "coefficients do not fit the schema");
        require(scaling.size() == numericCount(schema), "scaling does not fit the schema");
    }

    /** The coefficients' meanings, in their order. */
    public List<String> coefficientNames() {
        return new OneHotLayout(schema).names();
    }

    @Override
    public double[] predict(FeatureMatrix rows) {
        FeatureMatrix aligned = rows.alignTo(schema);
        OneHotLayout layout = new OneHotLayout(schema);
        double[] predictions = new double[rows.rowCount()];
        Arrays.fill(predictions, intercept);
        int numeric = 0;
        for (int f = 0; f < schema.size(); f++) {
            switch (aligned.column(f)) {
                case CategoricalColumn column -> addCategories(predictions, column, layout.start(f));
                case NumericColumn column ->
                    addNumbers(predictions, column, coefficients.get(layout.start(f)), scaling.get(numeric++));
            }
        }
        return predictions;
    }

    private void addCategories(double[] predictions, CategoricalColumn column, int start) {
        double[] effects = coefficients
                .subList(start, start + column.categories().size())
                .stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        for (int row = 0; row < predictions.length; row++) {
            int code = column.code(row);
            if (code != CategoricalColumn.MISSING) {
                predictions[row] += effects[code];
            }
        }
    }

    private static void addNumbers(
            double[] predictions, NumericColumn column, double coefficient, MinMaxScaling scaling) {
        for (int row = 0; row < predictions.length; row++) {
            double value = column.value(row);
            if (!Double.isFinite(value)) {
                throw new InvalidDataException(
                        "Column %s, row %d is %s; a linear model needs a finite number."
                                .formatted(column.name(), row, value),
                        "Fill the value, leave out the row, or train gradient boosting, which knows missing values.");
            }
            predictions[row] += coefficient * scaling.scale(value);
        }
    }

    private static long numericCount(FeatureSchema schema) {
        return schema.features().stream()
                .filter(feature -> feature instanceof Feature.Numeric)
                .count();
    }

    private static void require(boolean valid, String what) {
        if (!valid) {
            throw new IllegalArgumentException("Ridge model: %s.".formatted(what));
        }
    }
}
