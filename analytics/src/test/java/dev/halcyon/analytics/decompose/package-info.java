@NullMarked
package dev.halcyon.analytics.decompose;

import org.jspecify.annotations.NullMarked;
