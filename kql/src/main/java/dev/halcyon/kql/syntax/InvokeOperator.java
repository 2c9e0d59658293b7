package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code T | invoke f(args)}: the input becomes the first argument.
 *
 * @param function a FunctionCall, or a path that ends in one
 * @param span where the text stands
 */
public record InvokeOperator(SyntaxExpression function, SourceSpan span) implements QueryOperator {}
