package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | project-by-names "c", dynamic(["d"])}.
 *
 * @param columns names or arrays of names as constants
 * @param span where the text stands
 */
public record ProjectByNamesOperator(List<SyntaxExpression> columns, SourceSpan span) implements QueryOperator {
    public ProjectByNamesOperator {
        columns = List.copyOf(columns);
    }
}
