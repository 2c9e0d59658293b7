package dev.halcyon.learn.model;

/** What is chosen before a model is fitted; the kind of model follows from it. */
public sealed interface Hyperparameters permits RidgeOptions, BoostingOptions {
    /** The model's name for people, such as {@code ridge regression}. */
    String modelName();
}
