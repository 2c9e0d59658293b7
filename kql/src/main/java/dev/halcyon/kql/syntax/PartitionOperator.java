package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | partition hint.strategy=native by k (sub-query)} (R127).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param key the key
 * @param body a pipe without source in the form (operators); a whole query in the old form { query }
 * @param braces whether the old form { query } is used
 * @param span where the text stands
 */
public record PartitionOperator(
        List<OperatorParameter> parameters,
        SyntaxExpression key,
        SyntaxExpression body,
        boolean braces,
        SourceSpan span)
        implements QueryOperator {
    public PartitionOperator {
        parameters = List.copyOf(parameters);
    }
}
