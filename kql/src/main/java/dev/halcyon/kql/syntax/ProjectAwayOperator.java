package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | project-away c, a*} (R124).
 *
 * @param columns NameReference or WildcardName
 * @param span where the text stands
 */
public record ProjectAwayOperator(List<SyntaxExpression> columns, SourceSpan span) implements QueryOperator {
    public ProjectAwayOperator {
        columns = List.copyOf(columns);
    }
}
