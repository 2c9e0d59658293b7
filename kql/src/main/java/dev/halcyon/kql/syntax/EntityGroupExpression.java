package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code entity_group [cluster('c').database('d'), ...]}.
 *
 * @param entities databases or clusters
 * @param span where the text stands
 */
public record EntityGroupExpression(List<SyntaxExpression> entities, SourceSpan span) implements SyntaxExpression {
    public EntityGroupExpression {
        entities = List.copyOf(entities);
    }
}
