/**
 * What the management plane did: an {@link dev.halcyon.workspace.activity.ActivityEvent} enters
 * {@link dev.halcyon.workspace.activity.ActivityLog} for every write, delete and action, and leaves it for ninety days.
 *
 * <p>What holds: events are durable when they are recorded, and are read in the order of their times.
 */
@NullMarked
package dev.halcyon.workspace.activity;

import org.jspecify.annotations.NullMarked;
