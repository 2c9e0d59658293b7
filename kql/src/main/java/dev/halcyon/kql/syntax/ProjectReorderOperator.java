package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | project-reorder c, a* asc} (R124).
 *
 * @param columns the columns that come first
 * @param span where the text stands
 */
public record ProjectReorderOperator(List<ReorderColumn> columns, SourceSpan span) implements QueryOperator {
    public ProjectReorderOperator {
        columns = List.copyOf(columns);
    }
}
