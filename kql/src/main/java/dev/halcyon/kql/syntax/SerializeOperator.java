package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | serialize n = e}: the order of rows is meaningful from here (R106).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param expressions columns added, each possibly a NamedExpression
 * @param span where the text stands
 */
public record SerializeOperator(List<OperatorParameter> parameters, List<SyntaxExpression> expressions, SourceSpan span)
        implements QueryOperator {
    public SerializeOperator {
        parameters = List.copyOf(parameters);
        expressions = List.copyOf(expressions);
    }
}
