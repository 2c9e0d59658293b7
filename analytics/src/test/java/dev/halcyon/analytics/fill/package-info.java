@NullMarked
package dev.halcyon.analytics.fill;

import org.jspecify.annotations.NullMarked;
