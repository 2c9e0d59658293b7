package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code restrict access to (T*, database("d").*)} (R12).
 *
 * @param entities tables, functions and wildcards that stay visible
 * @param span where the text stands
 */
public record RestrictStatement(List<SyntaxExpression> entities, SourceSpan span) implements Statement {
    public RestrictStatement {
        entities = List.copyOf(entities);
    }
}
