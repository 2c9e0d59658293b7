/**
 * Ridge regression: a {@link dev.halcyon.learn.feature.Dataset} and
 * {@link dev.halcyon.learn.model.RidgeOptions} enter, a {@link dev.halcyon.learn.model.RidgeModel} leaves.
 *
 * <p>The road: numbers are scaled to 0 … 1, categories become one-hot columns that exist only as indexes
 * ({@link dev.halcyon.learn.linear.DesignMatrix}); two passes over the rows gather means and centred cross products
 * ({@link dev.halcyon.learn.linear.CenteredMoments}); one symmetric eigen-decomposition
 * ({@link dev.halcyon.learn.linear.SymmetricEigen}) then answers every penalty, and a third pass gives the
 * leave-one-out errors of all penalties ({@link dev.halcyon.learn.linear.LeaveOneOut}).
 *
 * <p>What holds: memory is O(p²) for p coefficients whatever the number of rows; the intercept carries no penalty.
 * Next: {@code boosting}.
 */
@NullMarked
package dev.halcyon.learn.linear;

import org.jspecify.annotations.NullMarked;
