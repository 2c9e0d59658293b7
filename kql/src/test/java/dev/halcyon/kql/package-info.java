/** Tests of the language as a library. */
@NullMarked
package dev.halcyon.kql;

import org.jspecify.annotations.NullMarked;
