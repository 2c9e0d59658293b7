package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code T | count}: one row with column Count (R82).
 *
 * @param parameters the parameters as written, such as hint.strategy=shuffle
 * @param name the name of the column in the old form count as n
 * @param span where the text stands
 */
public record CountOperator(
        List<OperatorParameter> parameters, @Nullable Name name, SourceSpan span) implements QueryOperator {
    public CountOperator {
        parameters = List.copyOf(parameters);
    }
}
