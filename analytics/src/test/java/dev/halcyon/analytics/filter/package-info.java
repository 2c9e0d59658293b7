@NullMarked
package dev.halcyon.analytics.filter;

import org.jspecify.annotations.NullMarked;
