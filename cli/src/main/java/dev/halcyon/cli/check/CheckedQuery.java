package dev.halcyon.cli.check;

import dev.halcyon.kql.ResultColumn;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.Severity;
import java.util.List;
import java.util.Objects;

/**
 * A query with what was found.
 *
 * @param query the query
 * @param columns its result columns; empty when there are errors
 * @param diagnostics the findings, in the order of the text
 */
public record CheckedQuery(QueryText query, List<ResultColumn> columns, List<Diagnostic> diagnostics) {
    public CheckedQuery {
        Objects.requireNonNull(query, "query");
        columns = List.copyOf(columns);
        diagnostics = List.copyOf(diagnostics);
    }

    /** True without errors. */
    public boolean ok() {
        return diagnostics.stream().noneMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }
}
