@NullMarked
package dev.halcyon.analytics.statistics;

import org.jspecify.annotations.NullMarked;
