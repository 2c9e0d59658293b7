/**
 * Resources of the management plane that the workspace keeps for their owners: a document enters
 * {@link dev.halcyon.workspace.resource.ResourceStore#put} under its ARM id and leaves as a
 * {@link dev.halcyon.workspace.resource.StoredResource}.
 *
 * <p>What holds: an id is found in any letter case and shown as it was first written; a change is durable when it is
 * acknowledged and gives a new etag.
 */
@NullMarked
package dev.halcyon.workspace.resource;

import org.jspecify.annotations.NullMarked;
