package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | parse-kv e as (k:type, ...) with (pair_delimiter=',', ...)} (R120).
 *
 * @param subject the text
 * @param columns keys and their types
 * @param properties what stands in with (...)
 * @param span where the text stands
 */
public record ParseKvOperator(
        SyntaxExpression subject, List<ColumnDeclaration> columns, List<OperatorParameter> properties, SourceSpan span)
        implements QueryOperator {
    public ParseKvOperator {
        columns = List.copyOf(columns);
        properties = List.copyOf(properties);
    }
}
