@NullMarked
package dev.halcyon.learn.feature;

import org.jspecify.annotations.NullMarked;
