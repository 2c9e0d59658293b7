/** Tests of the store. */
@NullMarked
package dev.halcyon.store;

import org.jspecify.annotations.NullMarked;
