package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code E | make-graph s --> t with N on id}, {@code ... with_node_id=c}, <code>... partitioned-by c
 * (sub-query)</code> (R133).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param source the column of the edge source
 * @param directed --> when true, -- when false
 * @param target the column of the edge target
 * @param nodes what stands behind with; empty when not written
 * @param nodeId the column named by with_node_id
 * @param partition the column named by partitioned-by
 * @param body operators applied to each partition
 * @param span where the text stands
 */
public record MakeGraphOperator(
        List<OperatorParameter> parameters,
        Name source,
        boolean directed,
        Name target,
        List<GraphNodeTable> nodes,
        @Nullable Name nodeId,
        @Nullable Name partition,
        @Nullable PipeExpression body,
        SourceSpan span)
        implements QueryOperator {
    public MakeGraphOperator {
        parameters = List.copyOf(parameters);
        nodes = List.copyOf(nodes);
    }
}
