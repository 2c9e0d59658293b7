package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code T | facet by a, b with (sub-query)} (R132).
 *
 * @param columns one count table each
 * @param body operators applied to the input for one more table
 * @param span where the text stands
 */
public record FacetOperator(
        List<SyntaxExpression> columns, @Nullable PipeExpression body, SourceSpan span) implements QueryOperator {
    public FacetOperator {
        columns = List.copyOf(columns);
    }
}
