/**
 * What can be fitted and what a fit leaves behind: pure data and the arithmetic of prediction, no training.
 *
 * <p>{@link dev.halcyon.learn.model.Hyperparameters} are what a user chooses before a fit,
 * {@link dev.halcyon.learn.model.Model} is what a fit leaves: {@link dev.halcyon.learn.model.RidgeModel} or
 * {@link dev.halcyon.learn.model.BoostedTreesModel} of {@link dev.halcyon.learn.model.RegressionTree}s. Both are
 * sealed, so a switch over them needs no default.
 *
 * <p>What holds: a model that exists is well formed (its constructor checks it), immutable, compares by content,
 * and predicts without looking at anything but its argument. The trainers are next: {@code linear} and {@code boosting}.
 */
@NullMarked
package dev.halcyon.learn.model;

import org.jspecify.annotations.NullMarked;
