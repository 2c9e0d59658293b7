@NullMarked
package dev.halcyon.learn.file;

import org.jspecify.annotations.NullMarked;
