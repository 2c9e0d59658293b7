package dev.halcyon.learn.validation;

import dev.halcyon.learn.boosting.GradientBoosting;
import dev.halcyon.learn.feature.Dataset;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.linear.RidgeRegression;
import dev.halcyon.learn.model.BoostingOptions;
import dev.halcyon.learn.model.Hyperparameters;
import dev.halcyon.learn.model.Model;
import dev.halcyon.learn.model.RidgeOptions;

/** Fits whatever model the hyperparameters ask for. */
public final class Trainer {
    private Trainer() {}

    /**
     * The model of the given rows; the same rows in the same order give an equal model.
     *
     * @throws InvalidDataException when the rows do not suit the model
     */
    public static Model fit(Hyperparameters hyperparameters, Dataset dataset) {
        return switch (hyperparameters) {
            case RidgeOptions options -> RidgeRegression.fit(options, dataset);
            case BoostingOptions options -> GradientBoosting.fit(options, dataset);
        };
    }
}
