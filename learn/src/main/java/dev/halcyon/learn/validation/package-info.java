/**
 * How good a model is on rows it has not seen, and which one to keep.
 *
 * <p>{@link dev.halcyon.learn.validation.TimeSeriesSplit} cuts rows sorted by time into expanding
 * {@link dev.halcyon.learn.validation.Fold}s, {@link dev.halcyon.learn.validation.CrossValidation} fits
 * {@link dev.halcyon.learn.model.Hyperparameters} on each fold's past and measures
 * {@link dev.halcyon.learn.validation.RegressionErrors} on its future; a
 * {@link dev.halcyon.learn.validation.ValidationReport} holds all folds with mean and standard deviation, and a
 * {@link dev.halcyon.learn.validation.SelectionCriterion} compares reports. {@link dev.halcyon.learn.validation.Trainer}
 * is the one door to all kinds of models.
 *
 * <p>What holds: no fold trains on a row at or after its first test row. Next: {@code detect}.
 */
@NullMarked
package dev.halcyon.learn.validation;

import org.jspecify.annotations.NullMarked;
