package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | top-nested n of x by agg, top-nested m of y by agg} (R125).
 *
 * @param levels from the outside in
 * @param span where the text stands
 */
public record TopNestedOperator(List<TopNestedLevel> levels, SourceSpan span) implements QueryOperator {
    public TopNestedOperator {
        levels = List.copyOf(levels);
    }
}
