package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * One key of sort or top: {@code x asc nulls last} (R105).
 *
 * @param expression what is compared; may be named in top
 * @param order null when not written
 * @param nulls null when not written
 * @param span where the text stands
 */
public record SortKey(
        SyntaxExpression expression,
        @Nullable SortOrder order,
        @Nullable NullsOrder nulls,
        SourceSpan span) implements SyntaxNode {}
