package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code T | summarize n = agg(x), ... by k, ...} (R84 to R94).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param aggregates each possibly a NamedExpression; may be empty when there are keys
 * @param keys what stands behind by; empty when not written
 * @param bin the old clause bin=step behind the keys
 * @param span where the text stands
 */
public record SummarizeOperator(
        List<OperatorParameter> parameters,
        List<SyntaxExpression> aggregates,
        List<SyntaxExpression> keys,
        @Nullable SyntaxExpression bin,
        SourceSpan span)
        implements QueryOperator {
    public SummarizeOperator {
        parameters = List.copyOf(parameters);
        aggregates = List.copyOf(aggregates);
        keys = List.copyOf(keys);
    }
}
