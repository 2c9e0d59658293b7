package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * One level of top-nested: {@code 3 of State with others = "rest" by sum(x) desc} (R125).
 *
 * @param count how many values, null for all
 * @param column the value grouped by, possibly named
 * @param others the label of the remainder row
 * @param aggregate what orders the values, possibly named
 * @param order null when not written
 * @param span where the text stands
 */
public record TopNestedLevel(
        @Nullable SyntaxExpression count,
        SyntaxExpression column,
        @Nullable SyntaxExpression others,
        SyntaxExpression aggregate,
        @Nullable SortOrder order,
        SourceSpan span)
        implements SyntaxNode {}
