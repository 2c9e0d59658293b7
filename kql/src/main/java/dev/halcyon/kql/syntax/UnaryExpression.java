package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * A sign: {@code -x}, {@code +x}.
 *
 * @param operator the sign
 * @param operand what it applies to
 * @param span where the text stands
 */
public record UnaryExpression(UnaryOperator operator, SyntaxExpression operand, SourceSpan span)
        implements SyntaxExpression {}
