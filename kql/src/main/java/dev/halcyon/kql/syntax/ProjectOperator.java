package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | project n = e, ...} (R81).
 *
 * @param expressions each possibly a NamedExpression; empty for no column
 * @param span where the text stands
 */
public record ProjectOperator(List<SyntaxExpression> expressions, SourceSpan span) implements QueryOperator {
    public ProjectOperator {
        expressions = List.copyOf(expressions);
    }
}
