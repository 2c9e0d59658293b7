package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code T | __partitionby k id name (sub-query)}: the older spelling of partition.
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param key the key
 * @param scope the name behind id
 * @param body operators applied to each partition
 * @param span where the text stands
 */
public record PartitionByOperator(
        List<OperatorParameter> parameters,
        SyntaxExpression key,
        @Nullable Name scope,
        PipeExpression body,
        SourceSpan span)
        implements QueryOperator {
    public PartitionByOperator {
        parameters = List.copyOf(parameters);
    }
}
