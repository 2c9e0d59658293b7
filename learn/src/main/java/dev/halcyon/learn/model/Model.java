package dev.halcyon.learn.model;

import dev.halcyon.learn.feature.FeatureMatrix;
import dev.halcyon.learn.feature.FeatureSchema;
import dev.halcyon.learn.feature.InvalidDataException;

/** A fitted model. Immutable, safe for use by many threads, compares by content. */
public sealed interface Model permits RidgeModel, BoostedTreesModel {
    /** The features it was fitted on, with the categories that occurred. */
    FeatureSchema schema();

    /** What it was fitted with. */
    Hyperparameters hyperparameters();

    /**
     * One prediction a row. Columns are found by name; categories the model never saw count as missing.
     *
     * @throws InvalidDataException when a column is missing or of the wrong kind, or a value is missing that the model
     *     cannot do without
     */
    double[] predict(FeatureMatrix rows);
}
