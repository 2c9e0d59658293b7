/**
 * Histogram gradient boosting for least squares: a {@link dev.halcyon.learn.feature.Dataset} and
 * {@link dev.halcyon.learn.model.BoostingOptions} enter, a {@link dev.halcyon.learn.model.BoostedTreesModel} leaves.
 *
 * <p>The road: every value becomes the number of its bin, once ({@link dev.halcyon.learn.boosting.FeatureBins},
 * {@link dev.halcyon.learn.boosting.BinnedMatrix}). Then, tree by tree, the gradients of the rows are summed by bin
 * ({@link dev.halcyon.learn.boosting.Histogram}), the best split of a node is found on those sums
 * ({@link dev.halcyon.learn.boosting.SplitFinder}), and the open node with the largest gain is split next
 * ({@link dev.halcyon.learn.boosting.TreeGrower}, {@link dev.halcyon.learn.boosting.OpenNodes}) until a tree has its
 * leaves.
 *
 * <p>What holds: the order of every addition is fixed and there is one thread, so the same rows in the same order give
 * the same bytes on every machine. The order, the tie-breaking and the single precision of gradients follow
 * scikit-learn 1.2's {@code HistGradientBoostingRegressor}, whose predictions are equalled. Next: {@code validation}.
 */
@NullMarked
package dev.halcyon.learn.boosting;

import org.jspecify.annotations.NullMarked;
