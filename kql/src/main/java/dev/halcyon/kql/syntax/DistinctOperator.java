package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | distinct a, b}, {@code T | distinct *} (R123).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param columns the columns, or one StarExpression
 * @param span where the text stands
 */
public record DistinctOperator(List<OperatorParameter> parameters, List<SyntaxExpression> columns, SourceSpan span)
        implements QueryOperator {
    public DistinctOperator {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }
}
