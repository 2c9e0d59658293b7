package dev.halcyon.learn.training;

import dev.halcyon.learn.model.Hyperparameters;
import dev.halcyon.learn.validation.SelectionCriterion;
import dev.halcyon.learn.validation.ValidationReport;
import java.util.List;

/**
 * What a training run found out.
 *
 * @param best the best candidate, fitted on all rows
 * @param candidates every candidate with its errors, in the plan's order
 * @param criterion the figure that decided
 */
public record TrainingResult(TrainedModel best, List<Candidate> candidates, SelectionCriterion criterion) {
    /** A candidate and how it did. */
    public record Candidate(Hyperparameters hyperparameters, ValidationReport validation) {}

    public TrainingResult {
        candidates = List.copyOf(candidates);
    }
}
