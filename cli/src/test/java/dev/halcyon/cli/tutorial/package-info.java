/** Tests of the tutorial's steps. */
@NullMarked
package dev.halcyon.cli.tutorial;

import org.jspecify.annotations.NullMarked;
