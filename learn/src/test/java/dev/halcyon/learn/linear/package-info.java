@NullMarked
package dev.halcyon.learn.linear;

import org.jspecify.annotations.NullMarked;
