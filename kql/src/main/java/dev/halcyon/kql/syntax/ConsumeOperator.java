package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | consume}: drains the input.
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param span where the text stands
 */
public record ConsumeOperator(List<OperatorParameter> parameters, SourceSpan span) implements QueryOperator {
    public ConsumeOperator {
        parameters = List.copyOf(parameters);
    }
}
