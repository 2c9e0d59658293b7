package dev.halcyon.cli.client;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A query's answer.
 *
 * @param tables at least one; the first is the primary result
 * @param failure why the tables are not complete, when they are not (query.md section 4)
 * @param warnings findings that did not stop the query
 * @param render the chart that the query asks for, with its properties under their wire names
 */
public record QueryAnswer(
        List<ResultTable> tables,
        Optional<ServiceException> failure,
        List<String> warnings,
        Optional<JsonNode> render) {
    public QueryAnswer {
        tables = List.copyOf(tables);
        warnings = List.copyOf(warnings);
    }

    /** The first table. */
    public ResultTable primary() {
        return tables.getFirst();
    }

    /**
     * The first table of a complete answer.
     *
     * @throws ServiceException when the answer is incomplete
     */
    public ResultTable complete() {
        if (failure.isPresent()) {
            throw failure.get();
        }
        return primary();
    }
}
