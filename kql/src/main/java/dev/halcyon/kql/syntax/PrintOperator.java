package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code print n = e, ...}: a source of one row (R131).
 *
 * @param expressions each possibly a NamedExpression
 * @param span where the text stands
 */
public record PrintOperator(List<SyntaxExpression> expressions, SourceSpan span) implements QueryOperator {
    public PrintOperator {
        expressions = List.copyOf(expressions);
    }
}
