@NullMarked
package dev.halcyon.analytics.forecast;

import org.jspecify.annotations.NullMarked;
