package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code range x from a to b step s}: a source (R131).
 *
 * @param column the column
 * @param from first value
 * @param to bound, included
 * @param step difference of neighbours
 * @param span where the text stands
 */
public record RangeOperator(
        Name column, SyntaxExpression from, SyntaxExpression to, SyntaxExpression step, SourceSpan span)
        implements QueryOperator {}
