/**
 * Which rows are anomalies: residuals (actual minus predicted) enter, a mark of -1, 0 or 1 a row leaves.
 *
 * <p>{@link dev.halcyon.learn.detect.TukeyFences} draws the fences of one group,
 * {@link dev.halcyon.learn.detect.ResidualAnomalies} does it group by group for a scored
 * {@link dev.halcyon.learn.feature.GroupedSeries}. Nothing here looks at a model. Next: {@code file}.
 */
@NullMarked
package dev.halcyon.learn.detect;

import org.jspecify.annotations.NullMarked;
