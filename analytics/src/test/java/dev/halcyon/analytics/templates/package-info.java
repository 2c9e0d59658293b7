@NullMarked
package dev.halcyon.analytics.templates;

import org.jspecify.annotations.NullMarked;
