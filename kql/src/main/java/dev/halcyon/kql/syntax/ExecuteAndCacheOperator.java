package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | execute-and-cache}.
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param span where the text stands
 */
public record ExecuteAndCacheOperator(List<OperatorParameter> parameters, SourceSpan span) implements QueryOperator {
    public ExecuteAndCacheOperator {
        parameters = List.copyOf(parameters);
    }
}
