package dev.halcyon.workspace.query;

import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.kql.bind.Requester;
import dev.halcyon.kql.bind.TimeRange;
import dev.halcyon.workspace.access.Caller;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A query to run.
 *
 * @param text KQL
 * @param timeRange an extra filter on {@code TimeGenerated}
 * @param timeLimit from admission to the last row
 * @param caller whose limits it counts for, and whose tables it sees
 * @param values parameters and options beside the text
 * @param resourceScope lower-case id of the resource whose rows it sees, and those below; empty for all rows
 * @param endpoint host that it was sent to
 * @param kind which rules of tables and language it keeps to
 */
public record QueryRequest(
        String text,
        Optional<TimeRange> timeRange,
        Duration timeLimit,
        Caller caller,
        RequestValues values,
        Optional<String> resourceScope,
        String endpoint,
        Kind kind) {

    /** What a query is for. */
    public enum Kind {
        /** Somebody's query. */
        QUERY,
        /** Of one table with the plan Basic or Auxiliary (R137). */
        SEARCH,
        /** Of the workspace itself, to which all tables are alike. */
        OWN
    }

    public QueryRequest {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(timeRange, "timeRange");
        Objects.requireNonNull(timeLimit, "timeLimit");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(resourceScope, "resourceScope");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(kind, "kind");
    }

    /** A query of all rows, asked inside the process. */
    public QueryRequest(
            String text, Optional<TimeRange> timeRange, Duration timeLimit, Caller caller, RequestValues values) {
        this(text, timeRange, timeLimit, caller, values, Optional.empty(), Requester.LOCAL.endpoint(), Kind.QUERY);
    }

    /** The same with another text. */
    public QueryRequest withText(String replacement) {
        return new QueryRequest(replacement, timeRange, timeLimit, caller, values, resourceScope, endpoint, kind);
    }

    /** The same for another purpose. */
    public QueryRequest as(Kind other) {
        return new QueryRequest(text, timeRange, timeLimit, caller, values, resourceScope, endpoint, other);
    }
}
