/**
 * How rows and documents reach the disk.
 *
 * <p>A {@link dev.halcyon.engine.storage.RowBlock} of typed columns enters; when
 * {@link dev.halcyon.engine.storage.Storage#transact} returns, it is committed and its log is synced: durable before
 * acknowledged. Rows lie in {@link dev.halcyon.engine.storage.Extent}s, which are rewritten
 * as sealed ones. What the tables mean is the business of the {@code store} module.
 */
@NullMarked
package dev.halcyon.engine.storage;

import org.jspecify.annotations.NullMarked;
