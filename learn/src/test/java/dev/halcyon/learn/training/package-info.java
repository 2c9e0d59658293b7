@NullMarked
package dev.halcyon.learn.training;

import org.jspecify.annotations.NullMarked;
