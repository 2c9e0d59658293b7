package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * {@code T | top-hitters n of c by w} (R82).
 *
 * @param count how many values
 * @param column of which column
 * @param weight what is summed, null for counting rows
 * @param span where the text stands
 */
public record TopHittersOperator(
        SyntaxExpression count,
        SyntaxExpression column,
        @Nullable SyntaxExpression weight,
        SourceSpan span) implements QueryOperator {}
