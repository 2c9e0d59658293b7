package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | parse-where e with ...}: parse, and rows that do not match are dropped (R119).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param subject the text
 * @param pattern delimiters, columns and *
 * @param span where the text stands
 */
public record ParseWhereOperator(
        List<OperatorParameter> parameters,
        SyntaxExpression subject,
        List<ParsePatternElement> pattern,
        SourceSpan span)
        implements QueryOperator {
    public ParseWhereOperator {
        parameters = List.copyOf(parameters);
        pattern = List.copyOf(pattern);
    }
}
