@NullMarked
package dev.halcyon.learn.detect;

import org.jspecify.annotations.NullMarked;
