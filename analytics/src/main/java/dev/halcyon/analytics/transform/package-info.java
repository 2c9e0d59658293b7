/**
 * The discrete Fourier transform of any length.
 */
@NullMarked
package dev.halcyon.analytics.transform;

import org.jspecify.annotations.NullMarked;
