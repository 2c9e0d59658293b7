package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * An operation with two operands. A chain of {@code and} or of {@code or} leans left while it is short;
 * a chain of more than {@link BinaryOperator#LONG_CHAIN} operands is a balanced tree, so that thousands of terms
 * stay shallow. Both are associative (R19), so the shape has no meaning.
 *
 * @param left left operand
 * @param operator the operator
 * @param right right operand
 * @param span where the text stands
 */
public record BinaryExpression(SyntaxExpression left, BinaryOperator operator, SyntaxExpression right, SourceSpan span)
        implements SyntaxExpression {}
