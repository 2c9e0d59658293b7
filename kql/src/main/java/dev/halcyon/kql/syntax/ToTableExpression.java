package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code totable(expression)}: a value as a table.
 *
 * @param parameters such as kind=nooptimization
 * @param query the tabular expression
 * @param span where the text stands
 */
public record ToTableExpression(List<OperatorParameter> parameters, SyntaxExpression query, SourceSpan span)
        implements SyntaxExpression {
    public ToTableExpression {
        parameters = List.copyOf(parameters);
    }
}
