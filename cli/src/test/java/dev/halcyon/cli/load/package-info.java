/** Tests of the package. */
@NullMarked
package dev.halcyon.cli.load;

import org.jspecify.annotations.NullMarked;
