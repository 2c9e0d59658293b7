package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code toscalar(T | summarize max(x))}: the first cell (R132).
 *
 * @param parameters such as kind=nooptimization
 * @param query the tabular expression
 * @param span where the text stands
 */
public record ToScalarExpression(List<OperatorParameter> parameters, SyntaxExpression query, SourceSpan span)
        implements SyntaxExpression {
    public ToScalarExpression {
        parameters = List.copyOf(parameters);
    }
}
