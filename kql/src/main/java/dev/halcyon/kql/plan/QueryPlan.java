package dev.halcyon.kql.plan;

import java.util.List;

/**
 * A bound request.
 *
 * @param results the result tables, in the order of the request's tabular statements; at least one
 */
public record QueryPlan(List<ResultTable> results) {
    public QueryPlan {
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("A plan has at least one result");
        }
    }
}
