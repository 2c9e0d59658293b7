package dev.halcyon.learn.model;

import dev.halcyon.learn.feature.CategoricalColumn;
import dev.halcyon.learn.feature.Column;
import dev.halcyon.learn.feature.FeatureMatrix;
import dev.halcyon.learn.feature.FeatureSchema;
import dev.halcyon.learn.feature.NumericColumn;
import java.util.Arrays;
import java.util.List;

/**
 * A sum of trees over a constant.
 *
 * @param schema the features
 * @param hyperparameters what it was fitted with
 * @param baseline prediction before the first tree: the mean of the training targets
 * @param trees in the order they were fitted; their values already contain the learning rate
 */
public record BoostedTreesModel(
        FeatureSchema schema, BoostingOptions hyperparameters, double baseline, List<RegressionTree> trees)
        implements Model {
    public BoostedTreesModel {
        trees = List.copyOf(trees);
        if (!Double.isFinite(baseline)) {
            throw new IllegalArgumentException("Boosted trees: the baseline is not finite.");
        }
        if (trees.size() > hyperparameters.iterations()) {
            throw new IllegalArgumentException(
                    "Boosted trees: %d trees of %d iterations.".formatted(trees.size(), hyperparameters.iterations()));
        }
        for (RegressionTree tree : trees) {
            tree.requireFits(schema);
        }
    }

    @Override
    public double[] predict(FeatureMatrix rows) {
        FeatureMatrix aligned = rows.alignTo(schema);
        double[][] columns = new double[schema.size()][];
        for (int f = 0; f < columns.length; f++) {
            columns[f] = values(aligned.column(f));
        }
        double[] predictions = new double[rows.rowCount()];
        Arrays.fill(predictions, baseline);
        for (RegressionTree tree : trees) {
            tree.addTo(predictions, columns);
        }
        return predictions;
    }

    private static double[] values(Column column) {
        return switch (column) {
            case NumericColumn numeric -> numeric.toArray();
            case CategoricalColumn categorical -> {
                double[] codes = new double[categorical.size()];
                Arrays.setAll(codes, row -> {
                    int code = categorical.code(row);
                    return code == CategoricalColumn.MISSING ? Double.NaN : code;
                });
                yield codes;
            }
        };
    }
}
