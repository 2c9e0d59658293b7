@NullMarked
package dev.halcyon.analytics;

import org.jspecify.annotations.NullMarked;
