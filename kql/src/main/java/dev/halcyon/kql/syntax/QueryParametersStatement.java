package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code declare query_parameters(p:long = 5)}: values that come with the request (R11).
 *
 * @param parameters the declared parameters
 * @param span where the text stands
 */
public record QueryParametersStatement(List<ParameterDeclaration> parameters, SourceSpan span) implements Statement {
    public QueryParametersStatement {
        parameters = List.copyOf(parameters);
    }
}
