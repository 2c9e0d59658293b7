/**
 * A series taken apart into seasonal component, trend and residual, and what follows from it: forecasts and anomalies.
 */
@NullMarked
package dev.halcyon.analytics.decompose;

import org.jspecify.annotations.NullMarked;
