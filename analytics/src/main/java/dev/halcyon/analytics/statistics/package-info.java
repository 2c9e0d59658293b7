/**
 * Sums and percentiles with one definition each.
 *
 * <p>{@link dev.halcyon.analytics.statistics.PairwiseSum} is the one way sums over rows are taken, and
 * {@link dev.halcyon.analytics.statistics.Percentile} the one definition of a percentile. Nothing here keeps state.
 */
@NullMarked
package dev.halcyon.analytics.statistics;

import org.jspecify.annotations.NullMarked;
