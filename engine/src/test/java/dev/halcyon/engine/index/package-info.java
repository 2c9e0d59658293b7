/** Token filters as they are collected. */
@NullMarked
package dev.halcyon.engine.index;

import org.jspecify.annotations.NullMarked;
