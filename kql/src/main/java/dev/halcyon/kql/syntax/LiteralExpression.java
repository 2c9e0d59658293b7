package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * A literal (R3 to R7). Adjacent string literals are one literal.
 *
 * @param value the typed value
 * @param text the text as written, by which the literal is printed again
 * @param span where the text stands
 */
public record LiteralExpression(LiteralValue value, String text, SourceSpan span) implements SyntaxExpression {}
