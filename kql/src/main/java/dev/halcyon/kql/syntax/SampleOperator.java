package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code T | sample n} (R123).
 *
 * @param count how many rows
 * @param span where the text stands
 */
public record SampleOperator(SyntaxExpression count, SourceSpan span) implements QueryOperator {}
