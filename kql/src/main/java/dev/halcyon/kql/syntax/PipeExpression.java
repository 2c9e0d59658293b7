package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operators joined by {@code |} (R8). The bodies of mv-apply, partition, fork and facet are pipes without
 * source.
 *
 * @param source what the operators start from; null when the first operator is itself a source (print, range, union, search, find, evaluate, macro-expand), and null in a sub-query, whose input is given by the operator around it
 * @param operators in travel order, at least one
 * @param span where the text stands
 */
public record PipeExpression(@Nullable SyntaxExpression source, List<QueryOperator> operators, SourceSpan span)
        implements SyntaxExpression {
    public PipeExpression {
        operators = List.copyOf(operators);
    }
}
