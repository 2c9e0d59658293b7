package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * A name that is declared or bound here: a let name, a column, a parameter. Quoting ({@code ['a b']}) is
 * undone (R1).
 *
 * @param text the name without quotes or brackets
 * @param span where the text stands
 */
public record Name(String text, SourceSpan span) implements SyntaxNode {}
