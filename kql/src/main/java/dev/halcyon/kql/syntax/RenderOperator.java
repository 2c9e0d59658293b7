package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code T | render timechart with (title="x", ycolumns=a, b)}: an annotation, last of its pipe (R130).
 *
 * @param visualization the kind of chart, null when only properties are given
 * @param properties what stands in with (...)
 * @param span where the text stands
 */
public record RenderOperator(@Nullable Name visualization, List<OperatorParameter> properties, SourceSpan span)
        implements QueryOperator {
    public RenderOperator {
        properties = List.copyOf(properties);
    }
}
