package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * The axis of make-series: {@code on t from a to b step s} or {@code on t in range(a, b, s)} (R114,
 * R115).
 *
 * @param expression the axis column, possibly named
 * @param from start, included
 * @param to end, excluded unless inRange
 * @param step width of a bin; null when not written
 * @param inRange whether the older form in range(a, b, s) is used, whose end is included
 * @param span where the text stands
 */
public record MakeSeriesAxis(
        SyntaxExpression expression,
        @Nullable SyntaxExpression from,
        @Nullable SyntaxExpression to,
        @Nullable SyntaxExpression step,
        boolean inRange,
        SourceSpan span)
        implements SyntaxNode {}
