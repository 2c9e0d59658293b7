package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One result of graph-to-table: {@code nodes as n with_node_id=c} (R133).
 *
 * @param entity nodes or edges
 * @param name the name of the result
 * @param parameters with_node_id, with_source_id, with_target_id
 * @param span where the text stands
 */
public record GraphTableOutput(Name entity, @Nullable Name name, List<OperatorParameter> parameters, SourceSpan span)
        implements SyntaxNode {
    public GraphTableOutput {
        parameters = List.copyOf(parameters);
    }
}
