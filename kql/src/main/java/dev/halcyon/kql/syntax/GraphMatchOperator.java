package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code G | graph-match cycles=none (a)-[e]->(b), (b)-->(c) where p project ...} (R133).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param patterns chains that must all match
 * @param predicate what stands behind where
 * @param projections what stands behind project, each possibly a NamedExpression
 * @param span where the text stands
 */
public record GraphMatchOperator(
        List<OperatorParameter> parameters,
        List<GraphPatternElement.Chain> patterns,
        @Nullable SyntaxExpression predicate,
        List<SyntaxExpression> projections,
        SourceSpan span)
        implements QueryOperator {
    public GraphMatchOperator {
        parameters = List.copyOf(parameters);
        patterns = List.copyOf(patterns);
        projections = List.copyOf(projections);
    }
}
