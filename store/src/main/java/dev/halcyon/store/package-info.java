/**
 * The workspace's tables: what they are called, which columns they have, and how rows get into them for good.
 *
 * <p>The entrance is {@link dev.halcyon.store.WorkspaceStore}: it opens the storage of an engine, states what it found,
 * gives {@link dev.halcyon.store.table.CatalogSnapshot}s to the binder and takes
 * {@link dev.halcyon.engine.storage.RowBlock}s of typed rows. What holds: when an append returns, the rows are durable;
 * a request that is sent again is stored once; a request sees one snapshot; columns are added, never retyped.
 * {@link dev.halcyon.store.extent} looks after the rows from then on. {@link dev.halcyon.store.table} describes tables;
 * what users own beside tables is the business of the {@code workspace} module, the next one on the road.
 */
@NullMarked
package dev.halcyon.store;

import org.jspecify.annotations.NullMarked;
