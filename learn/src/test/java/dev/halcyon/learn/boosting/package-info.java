@NullMarked
package dev.halcyon.learn.boosting;

import org.jspecify.annotations.NullMarked;
