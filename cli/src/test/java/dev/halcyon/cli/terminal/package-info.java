/** Tests of widths, cuts and alignment. */
@NullMarked
package dev.halcyon.cli.terminal;

import org.jspecify.annotations.NullMarked;
