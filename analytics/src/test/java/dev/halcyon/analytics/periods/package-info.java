@NullMarked
package dev.halcyon.analytics.periods;

import org.jspecify.annotations.NullMarked;
