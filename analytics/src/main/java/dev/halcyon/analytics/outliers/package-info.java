/**
 * Scores that tell how far values lie outside the bulk of a series.
 */
@NullMarked
package dev.halcyon.analytics.outliers;

import org.jspecify.annotations.NullMarked;
