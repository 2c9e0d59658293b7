package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.plan.ResultTable;
import java.util.List;
import java.util.Set;

/**
 * What a request means and everything that was found in it.
 *
 * @param results the result tables; empty for a text that only defines names
 * @param unknown ids of result columns whose type only the data know
 * @param diagnostics errors and warnings in the order of the text; with an error the results are of no use
 */
public record Binding(List<ResultTable> results, Set<Integer> unknown, List<Diagnostic> diagnostics) {
    public Binding {
        results = List.copyOf(results);
        unknown = Set.copyOf(unknown);
        diagnostics = List.copyOf(diagnostics);
    }
}
