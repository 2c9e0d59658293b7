/** Tests of the function catalogue. */
@NullMarked
package dev.halcyon.kql.function;

import org.jspecify.annotations.NullMarked;
