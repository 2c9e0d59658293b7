package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | as hint.materialized=true name} (R132).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param name the name
 * @param span where the text stands
 */
public record AsOperator(List<OperatorParameter> parameters, Name name, SourceSpan span) implements QueryOperator {
    public AsOperator {
        parameters = List.copyOf(parameters);
    }
}
