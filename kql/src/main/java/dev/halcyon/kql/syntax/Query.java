package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * A whole request: statements separated by {@code ;} (R2).
 *
 * @param statements in the order written, at least one
 * @param span where the text stands
 */
public record Query(List<Statement> statements, SourceSpan span) implements SyntaxNode {
    public Query {
        statements = List.copyOf(statements);
    }
}
