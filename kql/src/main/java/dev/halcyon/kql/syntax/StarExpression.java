package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code *}: all columns or all tables, by context.
 *
 * @param span where the text stands
 */
public record StarExpression(SourceSpan span) implements SyntaxExpression {}
