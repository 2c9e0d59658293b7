package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | take n}, also spelt {@code limit} (R123).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param count how many rows
 * @param span where the text stands
 */
public record TakeOperator(List<OperatorParameter> parameters, SyntaxExpression count, SourceSpan span)
        implements QueryOperator {
    public TakeOperator {
        parameters = List.copyOf(parameters);
    }
}
