package dev.halcyon.learn.validation;

import dev.halcyon.learn.feature.InvalidDataException;
import java.util.ArrayList;
import java.util.List;

/**
 * Expanding folds: the rows' newest {@code folds} blocks of n / (folds + 1) rows are test blocks, each fold trains on
 * everything before its block. Equals scikit-learn's {@code TimeSeriesSplit}.
 *
 * @param folds number of folds, at least 2
 */
public record TimeSeriesSplit(int folds) {
    /** Five folds. */
    public static final TimeSeriesSplit DEFAULT = new TimeSeriesSplit(5);

    public TimeSeriesSplit {
        if (folds < 2) {
            throw new IllegalArgumentException("A time-series split has two folds or more, not %d.".formatted(folds));
        }
    }

    /**
     * The folds over a number of rows, oldest first.
     *
     * @throws InvalidDataException when there are fewer rows than blocks
     */
    public List<Fold> of(int rowCount) {
        int testSize = rowCount / (folds + 1);
        if (testSize == 0) {
            throw new InvalidDataException(
                    "%d rows cannot be cut into %d folds.".formatted(rowCount, folds),
                    "Use at least %d rows or fewer folds.".formatted(folds + 1));
        }
        List<Fold> result = new ArrayList<>();
        for (int fold = folds; fold > 0; fold--) {
            int start = rowCount - fold * testSize;
            result.add(new Fold(start, start + testSize));
        }
        return result;
    }
}
