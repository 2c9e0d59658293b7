/**
 * Least squares: one line, two lines, a polynomial.
 */
@NullMarked
package dev.halcyon.analytics.regression;

import org.jspecify.annotations.NullMarked;
