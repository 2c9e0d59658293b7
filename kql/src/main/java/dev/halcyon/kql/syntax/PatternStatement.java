package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code declare pattern p = (a:string)[path:string] { ('x').['y'] = { T }; }} (R12).
 *
 * @param name the pattern
 * @param parameters its arguments
 * @param path the path parameter in brackets
 * @param cases one body for each combination of literals; empty for the bare declaration
 * @param span where the text stands
 */
public record PatternStatement(
        Name name,
        List<ParameterDeclaration> parameters,
        @Nullable ParameterDeclaration path,
        List<PatternCase> cases,
        SourceSpan span)
        implements Statement {
    public PatternStatement {
        parameters = List.copyOf(parameters);
        cases = List.copyOf(cases);
    }
}
