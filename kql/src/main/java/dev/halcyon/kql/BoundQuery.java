package dev.halcyon.kql;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.Severity;
import dev.halcyon.kql.plan.QueryPlan;
import dev.halcyon.kql.type.Column;
import java.util.List;
import java.util.Optional;

/**
 * What binding found out about a query.
 *
 * @param plan what it means; empty when there are errors
 * @param diagnostics errors and warnings in the order of the text
 */
public record BoundQuery(Optional<QueryPlan> plan, List<Diagnostic> diagnostics) {
    public BoundQuery {
        diagnostics = List.copyOf(diagnostics);
    }

    /** True when the query can be run. */
    public boolean ok() {
        return plan.isPresent();
    }

    /** The columns of the last result, which is the only one of most queries; empty when there are errors. */
    public List<Column> columns() {
        return plan.map(bound -> columns(bound, bound.results().size() - 1)).orElse(List.of());
    }

    /** The columns of each result, in the order of the statements; empty when there are errors. */
    public List<List<Column>> results() {
        return plan.map(bound -> java.util.stream.IntStream.range(
                                0, bound.results().size())
                        .mapToObj(index -> columns(bound, index))
                        .toList())
                .orElse(List.of());
    }

    /** The findings that make the query unusable. */
    public List<Diagnostic> errors() {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .toList();
    }

    private static List<Column> columns(QueryPlan plan, int result) {
        return plan.results().get(result).relation().columns().stream()
                .map(column -> column.column())
                .toList();
    }
}
