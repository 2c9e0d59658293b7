package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code find [withsource=c] [in (T, ...)] where predicate [project ...]} (R122).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param tables tables named by in (...); empty for all
 * @param predicate which rows
 * @param projection null when not written
 * @param columns the columns of the projection
 * @param span where the text stands
 */
public record FindOperator(
        List<OperatorParameter> parameters,
        List<SyntaxExpression> tables,
        SyntaxExpression predicate,
        @Nullable FindProjection projection,
        List<FindColumn> columns,
        SourceSpan span)
        implements QueryOperator {
    public FindOperator {
        parameters = List.copyOf(parameters);
        tables = List.copyOf(tables);
        columns = List.copyOf(columns);
    }
}
