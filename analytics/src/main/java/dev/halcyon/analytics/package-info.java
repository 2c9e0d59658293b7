/**
 * Algorithms on primitive arrays: arrays in, arrays out, no engine, no input or output, no state.
 *
 * <p>{@link dev.halcyon.analytics.statistics} holds sums and percentiles; model training in {@code learn} stands on
 * them, and the series functions of the language will.
 */
@NullMarked
package dev.halcyon.analytics;

import org.jspecify.annotations.NullMarked;
