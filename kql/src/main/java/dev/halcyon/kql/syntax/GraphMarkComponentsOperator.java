package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code G | graph-mark-components kind=weak with_component_id=c} (R133).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param span where the text stands
 */
public record GraphMarkComponentsOperator(List<OperatorParameter> parameters, SourceSpan span)
        implements QueryOperator {
    public GraphMarkComponentsOperator {
        parameters = List.copyOf(parameters);
    }
}
