@NullMarked
package dev.halcyon.analytics.outliers;

import org.jspecify.annotations.NullMarked;
