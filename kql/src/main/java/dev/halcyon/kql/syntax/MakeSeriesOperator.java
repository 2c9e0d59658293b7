package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | make-series a = agg(x) default = 0 on t from s to e step d by k} (R114 to R116).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param aggregates the series
 * @param axis the axis with its bounds
 * @param keys what stands behind by; empty when not written
 * @param span where the text stands
 */
public record MakeSeriesOperator(
        List<OperatorParameter> parameters,
        List<MakeSeriesAggregate> aggregates,
        MakeSeriesAxis axis,
        List<SyntaxExpression> keys,
        SourceSpan span)
        implements QueryOperator {
    public MakeSeriesOperator {
        parameters = List.copyOf(parameters);
        aggregates = List.copyOf(aggregates);
        keys = List.copyOf(keys);
    }
}
