/**
 * Seasonal periods of a series: the circular autocorrelation gives the score, the power spectrum the candidates.
 */
@NullMarked
package dev.halcyon.analytics.periods;

import org.jspecify.annotations.NullMarked;
