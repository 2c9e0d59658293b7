package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.List;

/**
 * {@code T | fork n = (sub-query) (sub-query)} (R132).
 *
 * @param branches one result table each
 * @param span where the text stands
 */
public record ForkOperator(List<ForkBranch> branches, SourceSpan span) implements QueryOperator {
    public ForkOperator {
        branches = List.copyOf(branches);
    }
}
