package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code T | sample-distinct n of c} (R123).
 *
 * @param count how many values
 * @param column of which column
 * @param span where the text stands
 */
public record SampleDistinctOperator(SyntaxExpression count, SyntaxExpression column, SourceSpan span)
        implements QueryOperator {}
