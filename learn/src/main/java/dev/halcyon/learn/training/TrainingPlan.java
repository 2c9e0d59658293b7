package dev.halcyon.learn.training;

import dev.halcyon.learn.model.BoostingOptions;
import dev.halcyon.learn.model.Hyperparameters;
import dev.halcyon.learn.model.RidgeOptions;
import dev.halcyon.learn.validation.SelectionCriterion;
import dev.halcyon.learn.validation.TimeSeriesSplit;
import java.util.List;

/**
 * What to try and how to choose.
 *
 * @param candidates at least one; of equally good ones the first is kept
 * @param split the folds
 * @param criterion which figure decides
 */
public record TrainingPlan(List<Hyperparameters> candidates, TimeSeriesSplit split, SelectionCriterion criterion) {
    /** Ridge regression against gradient boosting, five expanding folds, smallest mean absolute error. */
    public static final TrainingPlan DEFAULT = new TrainingPlan(
            List.of(RidgeOptions.DEFAULT, BoostingOptions.DEFAULT),
            TimeSeriesSplit.DEFAULT,
            SelectionCriterion.MEAN_ABSOLUTE_ERROR);

    public TrainingPlan {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("A training plan needs a candidate.");
        }
    }
}
