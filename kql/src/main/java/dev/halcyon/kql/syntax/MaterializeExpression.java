package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code materialize(T | ...)}: evaluated once for the request (R132).
 *
 * @param query the tabular expression
 * @param span where the text stands
 */
public record MaterializeExpression(SyntaxExpression query, SourceSpan span) implements SyntaxExpression {}
