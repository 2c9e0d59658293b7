/**
 * Anomalies as they would have been seen at the time: nothing after a point shapes what is said about it.
 *
 * <p>{@link dev.halcyon.analytics.anomalies.StreamingAnomalies} predicts each point from the points before it
 * ({@code TrailingBaseline}), measures how rare the deviation is among the deviations before it ({@code Rarity}) and
 * raises a flag unless a stronger one was raised just before. Another measure of strangeness can be put between the two
 * ({@link dev.halcyon.analytics.anomalies.StrangenessMeasure}).
 */
@NullMarked
package dev.halcyon.analytics.anomalies;

import org.jspecify.annotations.NullMarked;
