@NullMarked
package dev.halcyon.analytics.anomalies;

import org.jspecify.annotations.NullMarked;
