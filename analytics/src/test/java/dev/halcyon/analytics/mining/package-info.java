@NullMarked
package dev.halcyon.analytics.mining;

import org.jspecify.annotations.NullMarked;
