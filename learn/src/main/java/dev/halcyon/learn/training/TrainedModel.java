package dev.halcyon.learn.training;

import dev.halcyon.learn.feature.FeatureMatrix;
import dev.halcyon.learn.model.Model;
import dev.halcyon.learn.validation.ValidationReport;

/**
 * A model with what has to be known about it later. It holds no time of training, so that the same rows give the same
 * bytes (requirement L-8).
 *
 * @param model the fitted model
 * @param targetName what it predicts
 * @param window the rows it was fitted on
 * @param validation how it did on rows it had not seen
 */
public record TrainedModel(Model model, String targetName, TrainingWindow window, ValidationReport validation) {
    /** See {@link Model#predict}. */
    public double[] predict(FeatureMatrix rows) {
        return model.predict(rows);
    }
}
