/**
 * The syntax tree of management commands: texts that begin with a dot, such as {@code .show tables | count}.
 *
 * <p>What enters: a text, through {@link dev.halcyon.kql.syntax.parse.CommandParser}. What leaves: a
 * {@link dev.halcyon.kql.syntax.command.CommandScript} of {@link dev.halcyon.kql.syntax.command.ManagementCommand}s.
 *
 * <p>A command is a verb, clauses of {@link dev.halcyon.kql.syntax.command.CommandPart}s (words, names, literals, lists,
 * properties, bodies), perhaps an {@link dev.halcyon.kql.syntax.command.CommandInput} behind {@code <|}, perhaps a query
 * over its result. The grammar is the one that all commands share: that the verb and the kind of thing exist is checked,
 * which words may follow is known by whoever carries the command out. Queries inside commands are whole trees of the
 * language.
 *
 * <p>What holds: every node is immutable and knows its span in the whole text; no tree is deeper than a fixed bound.
 */
@NullMarked
package dev.halcyon.kql.syntax.command;

import org.jspecify.annotations.NullMarked;
