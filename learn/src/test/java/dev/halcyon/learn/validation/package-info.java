@NullMarked
package dev.halcyon.learn.validation;

import org.jspecify.annotations.NullMarked;
