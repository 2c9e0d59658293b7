package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code G | graph-to-table nodes as n with_node_id=c, edges} (R133).
 *
 * @param outputs nodes, edges or both
 * @param span where the text stands
 */
public record GraphToTableOperator(List<GraphTableOutput> outputs, SourceSpan span) implements QueryOperator {
    public GraphToTableOperator {
        outputs = List.copyOf(outputs);
    }
}
