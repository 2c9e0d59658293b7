package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code G | graph-merge (H) on id} (R133).
 *
 * @param right the other graph
 * @param conditions what stands behind on; empty when not written
 * @param span where the text stands
 */
public record GraphMergeOperator(SyntaxExpression right, List<SyntaxExpression> conditions, SourceSpan span)
        implements QueryOperator {
    public GraphMergeOperator {
        conditions = List.copyOf(conditions);
    }
}
