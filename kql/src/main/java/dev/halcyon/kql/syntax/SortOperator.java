package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | sort by k desc, ...}, also spelt {@code order} (R105).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param keys most significant first
 * @param span where the text stands
 */
public record SortOperator(List<OperatorParameter> parameters, List<SortKey> keys, SourceSpan span)
        implements QueryOperator {
    public SortOperator {
        parameters = List.copyOf(parameters);
        keys = List.copyOf(keys);
    }
}
