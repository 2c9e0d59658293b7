/**
 * What becomes of a table's rows after they have arrived: open extents are closed, closed ones sealed, small ones merged,
 * old ones archived and dropped.
 *
 * <p>{@link dev.halcyon.store.extent.ExtentPolicy} decides from what is known of the extents and the time alone;
 * {@link dev.halcyon.store.extent.ExtentKeeper} does it, one step at a time, beside appends and queries;
 * {@code SpaceKeeper} moves extents so that the file gets shorter. What holds:
 * every step is one transaction, so that a crash leaves the state before it or behind it.
 */
@NullMarked
package dev.halcyon.store.extent;

import org.jspecify.annotations.NullMarked;
