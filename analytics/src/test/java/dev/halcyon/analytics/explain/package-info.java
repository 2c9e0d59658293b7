@NullMarked
package dev.halcyon.analytics.explain;

import org.jspecify.annotations.NullMarked;
