@NullMarked
package dev.halcyon.analytics.transform;

import org.jspecify.annotations.NullMarked;
