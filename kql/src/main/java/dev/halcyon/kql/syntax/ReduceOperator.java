package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | reduce by s with threshold=0.1, characters="-"} (R128).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param subject the text grouped
 * @param properties threshold and characters
 * @param span where the text stands
 */
public record ReduceOperator(
        List<OperatorParameter> parameters,
        SyntaxExpression subject,
        List<OperatorParameter> properties,
        SourceSpan span)
        implements QueryOperator {
    public ReduceOperator {
        parameters = List.copyOf(parameters);
        properties = List.copyOf(properties);
    }
}
