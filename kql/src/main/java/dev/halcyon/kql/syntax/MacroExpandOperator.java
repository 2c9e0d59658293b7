package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code macro-expand g as x (query)}: a source; the query once for each entity.
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param group an entity group, or the name of one
 * @param scope the name that stands for one entity
 * @param body statements run for each entity
 * @param span where the text stands
 */
public record MacroExpandOperator(
        List<OperatorParameter> parameters, SyntaxExpression group, Name scope, List<Statement> body, SourceSpan span)
        implements QueryOperator {
    public MacroExpandOperator {
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }
}
