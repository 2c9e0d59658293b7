/**
 * The library: everything that an editor, a validator or a build can ask about KQL without an engine.
 *
 * <p>What enters: the text of a query and a {@link dev.halcyon.kql.KqlSchema} that says which tables there are. What
 * leaves {@link dev.halcyon.kql.Kql}: the syntax tree, result columns with diagnostics, completions, hover texts, a
 * formatted text, advice about cost. What holds: no method throws for what a user can type, and nothing here
 * reads a file or the network.
 *
 * <p>Inside, the road begins in {@code dev.halcyon.kql.syntax}.
 */
@NullMarked
package dev.halcyon.kql;

import org.jspecify.annotations.NullMarked;
