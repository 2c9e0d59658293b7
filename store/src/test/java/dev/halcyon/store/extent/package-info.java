/** Decisions about extents, with extents and times made up. */
@NullMarked
package dev.halcyon.store.extent;

import org.jspecify.annotations.NullMarked;
