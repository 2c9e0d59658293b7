/** Tests of the command as its users run it. */
@NullMarked
package dev.halcyon.cli;

import org.jspecify.annotations.NullMarked;
