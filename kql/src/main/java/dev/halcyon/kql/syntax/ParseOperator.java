package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | parse kind=relaxed e with "lit" c:type *} (R117, R118).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param subject the text
 * @param pattern delimiters, columns and *
 * @param span where the text stands
 */
public record ParseOperator(
        List<OperatorParameter> parameters,
        SyntaxExpression subject,
        List<ParsePatternElement> pattern,
        SourceSpan span)
        implements QueryOperator {
    public ParseOperator {
        parameters = List.copyOf(parameters);
        pattern = List.copyOf(pattern);
    }
}
