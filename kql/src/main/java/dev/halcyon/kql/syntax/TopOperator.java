package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | top n by k desc} (R105).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param count how many rows
 * @param keys most significant first, at least one
 * @param span where the text stands
 */
public record TopOperator(
        List<OperatorParameter> parameters, SyntaxExpression count, List<SortKey> keys, SourceSpan span)
        implements QueryOperator {
    public TopOperator {
        parameters = List.copyOf(parameters);
        keys = List.copyOf(keys);
    }
}
