package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code T | mv-apply n = d to typeof(long) limit 10 on (sub-query)} (R113).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param columns expanded together
 * @param limit most items for each input row
 * @param body operators applied to the items of one row; its source is null
 * @param span where the text stands
 */
public record MvApplyOperator(
        List<OperatorParameter> parameters,
        List<MvExpandColumn> columns,
        @Nullable SyntaxExpression limit,
        PipeExpression body,
        SourceSpan span)
        implements QueryOperator {
    public MvApplyOperator {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }
}
