package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | extend n = e, (a, b) = f(), ...} (R81, R83).
 *
 * @param expressions each possibly a NamedExpression
 * @param span where the text stands
 */
public record ExtendOperator(List<SyntaxExpression> expressions, SourceSpan span) implements QueryOperator {
    public ExtendOperator {
        expressions = List.copyOf(expressions);
    }
}
