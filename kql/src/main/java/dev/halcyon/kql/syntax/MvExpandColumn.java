package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * One column of mv-expand or mv-apply: {@code n = d.items to typeof(long)} (R112).
 *
 * @param expression the array or bag, possibly named
 * @param type what to typeof(T) asks for
 * @param span where the text stands
 */
public record MvExpandColumn(
        SyntaxExpression expression, @Nullable TypeName type, SourceSpan span) implements SyntaxNode {}
