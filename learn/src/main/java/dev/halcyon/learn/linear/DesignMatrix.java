package dev.halcyon.learn.linear;

import dev.halcyon.learn.feature.CategoricalColumn;
import dev.halcyon.learn.feature.Dataset;
import dev.halcyon.learn.feature.FeatureMatrix;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.feature.NumericColumn;
import dev.halcyon.learn.model.MinMaxScaling;
import dev.halcyon.learn.model.OneHotLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a linear model without the zeros: for each row the positions of its ones, and its scaled numbers.
 * Positions are those of {@link OneHotLayout}.
 */
final class DesignMatrix {
    private final List<CategoricalColumn> categorical = new ArrayList<>();
    private final List<NumericColumn> numeric = new ArrayList<>();
    private final List<MinMaxScaling> scaling = new ArrayList<>();
    private final int[] categoryStart;
    private final int numericStart;
    private final int size;
    private final int rowCount;

    /** Fits the scaling on the given rows. */
    DesignMatrix(Dataset dataset) {
        FeatureMatrix features = dataset.features();
        OneHotLayout layout = new OneHotLayout(features.schema());
        List<Integer> starts = new ArrayList<>();
        for (int f = 0; f < features.columnCount(); f++) {
            switch (features.column(f)) {
                case CategoricalColumn column -> {
                    categorical.add(column);
                    starts.add(layout.start(f));
                }
                case NumericColumn column -> {
                    numeric.add(column);
                    scaling.add(fitScaling(column));
                }
            }
        }
        categoryStart = starts.stream().mapToInt(Integer::intValue).toArray();
        size = layout.size();
        numericStart = size - numeric.size();
        rowCount = features.rowCount();
    }

    private static MinMaxScaling fitScaling(NumericColumn column) {
        double minimum = Double.POSITIVE_INFINITY;
        double maximum = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < column.size(); row++) {
            double value = column.value(row);
            if (!Double.isFinite(value)) {
                throw new InvalidDataException(
                        "Column %s, row %d is %s; ridge regression needs finite numbers."
                                .formatted(column.name(), row, value),
                        "Fill the value, leave out the row, or use gradient boosting, which knows missing values.");
            }
            minimum = Math.min(minimum, value);
            maximum = Math.max(maximum, value);
        }
        return new MinMaxScaling(minimum, maximum);
    }

    /** Number of columns p. */
    int size() {
        return size;
    }

    int rowCount() {
        return rowCount;
    }

    /** Number of categorical features: the ones in a row, at most. */
    int categoricalCount() {
        return categoryStart.length;
    }

    int numericCount() {
        return numeric.size();
    }

    /** The position of the first number; the others follow. */
    int numericStart() {
        return numericStart;
    }

    /** The position of the row's one for a categorical feature, or -1 when its category is missing. */
    int onePosition(int feature, int row) {
        int code = categorical.get(feature).code(row);
        return code == CategoricalColumn.MISSING ? -1 : categoryStart[feature] + code;
    }

    /** A scaled number; its position is {@code numericStart() + feature}. */
    double number(int feature, int row) {
        return scaling.get(feature).scale(numeric.get(feature).value(row));
    }

    List<MinMaxScaling> scaling() {
        return List.copyOf(scaling);
    }
}
