package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code T | mv-expand kind=array with_itemindex=i n = d to typeof(long) limit 10} (R111, R112).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param legacy whether spelt mvexpand, whose limit is 128 when not written
 * @param columns expanded together
 * @param limit most rows for each input row
 * @param span where the text stands
 */
public record MvExpandOperator(
        List<OperatorParameter> parameters,
        boolean legacy,
        List<MvExpandColumn> columns,
        @Nullable SyntaxExpression limit,
        SourceSpan span)
        implements QueryOperator {
    public MvExpandOperator {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }
}
