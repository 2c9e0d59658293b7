package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code L | lookup kind=leftouter (R) on a} (R100).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param right the right side
 * @param conditions what stands behind on
 * @param span where the text stands
 */
public record LookupOperator(
        List<OperatorParameter> parameters, SyntaxExpression right, List<SyntaxExpression> conditions, SourceSpan span)
        implements QueryOperator {
    public LookupOperator {
        parameters = List.copyOf(parameters);
        conditions = List.copyOf(conditions);
    }
}
