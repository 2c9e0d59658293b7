package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code (x)}, around a scalar or a tabular expression.
 *
 * @param inner what stands inside
 * @param span where the text stands
 */
public record ParenthesizedExpression(SyntaxExpression inner, SourceSpan span) implements SyntaxExpression {}
