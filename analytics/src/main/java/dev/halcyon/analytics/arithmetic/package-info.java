/**
 * Element by element arithmetic of series.
 */
@NullMarked
package dev.halcyon.analytics.arithmetic;

import org.jspecify.annotations.NullMarked;
