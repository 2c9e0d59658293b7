package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * One series: {@code a = sum(x) default = 0} (R114).
 *
 * @param expression the aggregate, possibly named
 * @param defaultValue the value of empty bins
 * @param span where the text stands
 */
public record MakeSeriesAggregate(
        SyntaxExpression expression, @Nullable SyntaxExpression defaultValue, SourceSpan span) implements SyntaxNode {}
