/**
 * Linear filters with finite and infinite impulse response.
 */
@NullMarked
package dev.halcyon.analytics.filter;

import org.jspecify.annotations.NullMarked;
