/**
 * What users own beside tables, and the services that act on it.
 *
 * <p>{@link dev.halcyon.workspace.Workspace} is the whole of an open workspace. The two roads pass through
 * {@link dev.halcyon.workspace.query} (text in, running result out) and {@link dev.halcyon.workspace.ingest} (body in,
 * durable rows out); {@link dev.halcyon.workspace.rule} keeps the stream rules that ingestion obeys and
 * {@link dev.halcyon.workspace.access} says which key may do what. Nothing here knows HTTP: the next module,
 * {@code server}, translates.
 */
@NullMarked
package dev.halcyon.workspace;

import org.jspecify.annotations.NullMarked;
