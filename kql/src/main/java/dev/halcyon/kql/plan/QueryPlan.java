package dev.halcyon.kql.plan;

import dev.halcyon.kql.diagnostic.Diagnostic;
import java.util.List;
import java.util.Objects;

/**
 * A bound request.
 *
 * @param results the result tables, in the order of the request's tabular statements; at least one
 * @param warnings findings that do not stop the request, such as an unknown {@code set} property
 * @param options what the request asks of its run
 */
public record QueryPlan(List<ResultTable> results, List<Diagnostic> warnings, RequestOptions options) {
    public QueryPlan {
        Objects.requireNonNull(options, "options");
        results = List.copyOf(results);
        warnings = List.copyOf(warnings);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("A plan has at least one result");
        }
    }
}
