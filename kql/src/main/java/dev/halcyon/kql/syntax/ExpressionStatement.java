package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * A statement that answers: a tabular expression, or a scalar at the end of a function body (R2, R8).
 *
 * @param expression what to answer
 * @param span where the text stands
 */
public record ExpressionStatement(SyntaxExpression expression, SourceSpan span) implements Statement {}
