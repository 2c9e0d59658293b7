package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code G | graph-where-nodes p} (R133).
 *
 * @param predicate which nodes stay
 * @param span where the text stands
 */
public record GraphWhereNodesOperator(SyntaxExpression predicate, SourceSpan span) implements QueryOperator {}
