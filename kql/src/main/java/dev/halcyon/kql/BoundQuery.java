package dev.halcyon.kql;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.Severity;
import java.util.List;

/**
 * What binding found out about a query.
 *
 * @param results the columns of each result, in the order of the statements; empty when there are errors, or for a text
 *     that only defines names
 * @param diagnostics errors and warnings in the order of the text
 */
public record BoundQuery(List<List<ResultColumn>> results, List<Diagnostic> diagnostics) {
    public BoundQuery {
        results = results.stream().map(List::copyOf).toList();
        diagnostics = List.copyOf(diagnostics);
    }

    /** True without errors. */
    public boolean ok() {
        return errors().isEmpty();
    }

    /** The columns of the last result, which is the only one of most queries; empty when there are errors. */
    public List<ResultColumn> columns() {
        return results.isEmpty() ? List.of() : results.getLast();
    }

    /** The findings that make the query unusable. */
    public List<Diagnostic> errors() {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .toList();
    }
}
