/**
 * The syntax tree: what was typed, with the place of every part, and nothing of what it means.
 *
 * <p>What enters: the text of a request, through {@code dev.halcyon.kql.syntax.parse}. What leaves: a
 * {@link dev.halcyon.kql.syntax.Query} of statements ({@link dev.halcyon.kql.syntax.Statement}), expressions
 * ({@link dev.halcyon.kql.syntax.SyntaxExpression}) and tabular operators
 * ({@link dev.halcyon.kql.syntax.QueryOperator}).
 *
 * <p>What holds: every node is immutable and knows its span; the tree covers the whole language, also what the binder
 * refuses by name; a tree printed by {@code dev.halcyon.kql.syntax.print} and parsed again is the same
 * tree but for the spans; no tree is deeper than a fixed bound, so that recursion over it is safe.
 *
 * <p>Management commands, which begin with a dot, have a tree of their own in {@code dev.halcyon.kql.syntax.command}.
 *
 * <p>Next package on the road: {@code dev.halcyon.kql.bind}, which finds out what the names mean.
 */
@NullMarked
package dev.halcyon.kql.syntax;

import org.jspecify.annotations.NullMarked;
