package dev.halcyon.workspace.query;

import dev.halcyon.engine.Cancellation;
import java.time.Instant;
import java.util.Objects;

/**
 * A query that waits, is compiled or runs.
 *
 * @param id names it among those under way
 * @param clientId the name that its sender gave it, or empty
 * @param cancellation stops it, also while it waits
 */
public record QueryUnderWay(
        String id, String clientId, QueryRequest request, Instant since, Cancellation cancellation) {
    public QueryUnderWay {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(cancellation, "cancellation");
    }
}
