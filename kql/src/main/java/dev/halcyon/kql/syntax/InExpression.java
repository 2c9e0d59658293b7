package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * A test against a list: {@code x in (a, b)}, {@code x has_any (T | project c)} (R17, R53). Parentheses
 * around the list are part of the operator; any further ones are kept as {@link ParenthesizedExpression}.
 *
 * @param subject the value tested
 * @param operator which test
 * @param candidates scalars, one dynamic array, or one tabular expression
 * @param span where the text stands
 */
public record InExpression(
        SyntaxExpression subject, ListOperator operator, List<SyntaxExpression> candidates, SourceSpan span)
        implements SyntaxExpression {
    public InExpression {
        candidates = List.copyOf(candidates);
    }
}
