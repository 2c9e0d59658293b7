package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code G | graph-where-edges p} (R133).
 *
 * @param predicate which edges stay
 * @param span where the text stands
 */
public record GraphWhereEdgesOperator(SyntaxExpression predicate, SourceSpan span) implements QueryOperator {}
