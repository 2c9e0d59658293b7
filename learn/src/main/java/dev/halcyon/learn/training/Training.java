package dev.halcyon.learn.training;

import dev.halcyon.learn.feature.Dataset;
import dev.halcyon.learn.feature.GroupedSeries;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.feature.SeriesFeatures;
import dev.halcyon.learn.model.Hyperparameters;
import dev.halcyon.learn.model.Model;
import dev.halcyon.learn.validation.CrossValidation;
import dev.halcyon.learn.validation.Trainer;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Validates candidates, keeps the best and fits it on all rows. */
public final class Training {
    private Training() {}

    /**
     * Trains on the rows of a series.
     *
     * @throws InvalidDataException when there are too few rows for the folds, or the rows do not suit a candidate
     */
    public static TrainingResult run(GroupedSeries series, SeriesFeatures features, TrainingPlan plan) {
        TrainingWindow window = TrainingWindow.of(series);
        return run(features.dataset(series), window, plan);
    }

    /**
     * Trains on any features.
     *
     * @param dataset rows sorted by time
     * @param window the times of the rows
     * @throws InvalidDataException as above
     */
    public static TrainingResult run(Dataset dataset, TrainingWindow window, TrainingPlan plan) {
        List<TrainingResult.Candidate> candidates = plan.candidates().stream()
                .map(hyperparameters -> validate(hyperparameters, dataset, plan))
                .toList();
        // Of equal figures the first stays, as Collections.min keeps the earliest.
        TrainingResult.Candidate best = Collections.min(
                candidates,
                Comparator.comparingDouble(candidate -> plan.criterion().of(candidate.validation())));
        Model model = Trainer.fit(best.hyperparameters(), dataset);
        TrainedModel trained = new TrainedModel(model, dataset.targetName(), window, best.validation());
        return new TrainingResult(trained, candidates, plan.criterion());
    }

    private static TrainingResult.Candidate validate(
            Hyperparameters hyperparameters, Dataset dataset, TrainingPlan plan) {
        return new TrainingResult.Candidate(
                hyperparameters, CrossValidation.run(hyperparameters, dataset, plan.split()));
    }
}
