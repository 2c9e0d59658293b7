/**
 * Segments of a table in which a condition holds more often than elsewhere: the answer to "what do the slow requests have
 * in common?"
 *
 * <p>{@link dev.halcyon.analytics.explain.SegmentSearch} searches {@link dev.halcyon.analytics.explain.BinnedColumn}s for
 * conjunctions of values and ranges; {@link dev.halcyon.analytics.explain.RowWeights} says how much a row counts, {@link
 * dev.halcyon.analytics.explain.RankCorrelation} which numbers only tell the time. All
 * decisions rest on exact sums over rows, so that neither their order nor the number of threads that read them matters.
 */
@NullMarked
package dev.halcyon.analytics.explain;

import org.jspecify.annotations.NullMarked;
