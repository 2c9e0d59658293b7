package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * A function bound by let: {@code [view] (a:long, b:string='x') { body }} (R9).
 *
 * @param view whether wildcards see it
 * @param parameters tabular parameters come before scalar ones
 * @param body statements, the last of which is the result
 * @param span where the text stands
 */
public record FunctionDeclaration(
        boolean view, List<ParameterDeclaration> parameters, List<Statement> body, SourceSpan span)
        implements SyntaxExpression {
    public FunctionDeclaration {
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }
}
