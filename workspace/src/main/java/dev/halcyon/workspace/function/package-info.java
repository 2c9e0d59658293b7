/**
 * Queries and functions saved in the workspace: definitions enter over the management interface, and a function with an
 * alias leaves as a {@link dev.halcyon.kql.bind.SavedFunction} that every query can call.
 *
 * <p>What holds: a definition is parsed before it is stored and durable when it is acknowledged; an alias is unique and
 * hides neither a table nor a function of the language. Next package on the road: {@code query}.
 */
@NullMarked
package dev.halcyon.workspace.function;

import org.jspecify.annotations.NullMarked;
