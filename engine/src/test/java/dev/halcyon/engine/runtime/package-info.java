/** Tests of the runtime functions' building blocks. */
@NullMarked
package dev.halcyon.engine.runtime;

import org.jspecify.annotations.NullMarked;
