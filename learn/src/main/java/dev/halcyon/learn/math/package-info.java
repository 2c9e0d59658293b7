/**
 * Small numeric building blocks on primitive arrays, shared by the packages after this one.
 *
 * <p>{@link dev.halcyon.learn.math.PairwiseSum} is the one way sums over rows are taken, and
 * {@link dev.halcyon.learn.math.Percentile} the one definition of a percentile. Nothing here keeps state. Next:
 * {@code feature}, where data get columns and names.
 */
@NullMarked
package dev.halcyon.learn.math;

import org.jspecify.annotations.NullMarked;
