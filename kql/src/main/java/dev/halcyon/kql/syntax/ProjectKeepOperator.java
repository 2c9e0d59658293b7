package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | project-keep c, a*} (R124).
 *
 * @param columns NameReference or WildcardName
 * @param span where the text stands
 */
public record ProjectKeepOperator(List<SyntaxExpression> columns, SourceSpan span) implements QueryOperator {
    public ProjectKeepOperator {
        columns = List.copyOf(columns);
    }
}
