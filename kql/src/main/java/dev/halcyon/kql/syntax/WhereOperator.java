package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | where predicate}, also spelt {@code filter} (R16 to R19).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param predicate which rows stay
 * @param span where the text stands
 */
public record WhereOperator(List<OperatorParameter> parameters, SyntaxExpression predicate, SourceSpan span)
        implements QueryOperator {
    public WhereOperator {
        parameters = List.copyOf(parameters);
    }
}
