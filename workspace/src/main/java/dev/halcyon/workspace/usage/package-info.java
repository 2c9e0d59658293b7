/**
 * What a workspace tells of itself: the hourly rows of {@code Usage}, the warnings in {@code Operation}, a row of
 * {@code Heartbeat} each minute, and the daily cap (ingestion.md sections 4 and 6).
 *
 * <p>What holds: an hour is accounted for in the transaction that notes that it was, out of the rows that are stored; so a
 * kill at any moment neither loses nor doubles it.
 */
@NullMarked
package dev.halcyon.workspace.usage;

import org.jspecify.annotations.NullMarked;
