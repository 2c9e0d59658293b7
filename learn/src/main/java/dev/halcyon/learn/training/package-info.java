/**
 * From rows to the model worth keeping, in one call: {@link dev.halcyon.learn.training.Training#run} validates every
 * candidate of a {@link dev.halcyon.learn.training.TrainingPlan}, fits the best one on all rows and gives a
 * {@link dev.halcyon.learn.training.TrainingResult}: what each candidate scored, and the
 * {@link dev.halcyon.learn.training.TrainedModel} that remembers its target, window and errors. Next: {@code file}.
 */
@NullMarked
package dev.halcyon.learn.training;

import org.jspecify.annotations.NullMarked;
