package dev.halcyon.kql.plan;

import dev.halcyon.kql.diagnostic.Diagnostic;
import java.util.List;

/**
 * A bound request.
 *
 * @param results the result tables, in the order of the request's tabular statements; at least one
 * @param warnings findings that do not stop the request, such as an unknown {@code set} property
 */
public record QueryPlan(List<ResultTable> results, List<Diagnostic> warnings) {
    public QueryPlan {
        results = List.copyOf(results);
        warnings = List.copyOf(warnings);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("A plan has at least one result");
        }
    }
}
