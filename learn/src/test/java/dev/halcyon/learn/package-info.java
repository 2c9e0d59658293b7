@NullMarked
package dev.halcyon.learn;

import org.jspecify.annotations.NullMarked;
