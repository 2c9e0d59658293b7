/** Tests of the output formats. */
@NullMarked
package dev.halcyon.cli.output;

import org.jspecify.annotations.NullMarked;
