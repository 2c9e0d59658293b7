package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code L | join kind=inner (R) on a, $left.b == $right.c} (R95 to R99).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param right the right side
 * @param conditions what stands behind on; names mean equality of the columns of that name
 * @param span where the text stands
 */
public record JoinOperator(
        List<OperatorParameter> parameters, SyntaxExpression right, List<SyntaxExpression> conditions, SourceSpan span)
        implements QueryOperator {
    public JoinOperator {
        parameters = List.copyOf(parameters);
        conditions = List.copyOf(conditions);
    }
}
