@NullMarked
package dev.halcyon.analytics.regression;

import org.jspecify.annotations.NullMarked;
