@NullMarked
package dev.halcyon.learn.math;

import org.jspecify.annotations.NullMarked;
