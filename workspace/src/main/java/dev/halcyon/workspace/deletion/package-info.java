/**
 * Rows that are removed for good because somebody asked for it.
 *
 * <p>{@link dev.halcyon.workspace.deletion.DataDeletions} takes filters, answers at once and removes the rows in the
 * background, one deletion after the other; {@link dev.halcyon.workspace.deletion.DeletionRequests} takes so many within an
 * hour of those that others ask for. What holds: a deletion that was taken is finished, after a restart if need be; who
 * asked for what, and how many rows went, stays on record.
 */
@NullMarked
package dev.halcyon.workspace.deletion;

import org.jspecify.annotations.NullMarked;
