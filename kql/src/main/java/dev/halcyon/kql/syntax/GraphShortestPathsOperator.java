package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code G | graph-shortest-paths output=all (a)-[e*1..5]->(b) where p project ...} (R133).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param patterns the paths sought
 * @param predicate what stands behind where
 * @param projections what stands behind project, each possibly a NamedExpression
 * @param span where the text stands
 */
public record GraphShortestPathsOperator(
        List<OperatorParameter> parameters,
        List<GraphPatternElement.Chain> patterns,
        @Nullable SyntaxExpression predicate,
        List<SyntaxExpression> projections,
        SourceSpan span)
        implements QueryOperator {
    public GraphShortestPathsOperator {
        parameters = List.copyOf(parameters);
        patterns = List.copyOf(patterns);
        projections = List.copyOf(projections);
    }
}
