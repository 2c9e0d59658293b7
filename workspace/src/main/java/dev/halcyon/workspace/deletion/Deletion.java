package dev.halcyon.workspace.deletion;

import java.util.List;
import java.util.Objects;

/**
 * A deletion on record.
 *
 * @param id of the operation
 * @param filters all of them hold for a row that goes
 * @param requestedBy whose key or application asked
 * @param requestedTicks when, in ticks
 * @param rows that were removed; 0 until it is done
 */
public record Deletion(
        String id,
        String table,
        List<DeletionFilter> filters,
        String requestedBy,
        long requestedTicks,
        Status status,
        long rows) {
    public Deletion {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(table, "table");
        filters = List.copyOf(filters);
        Objects.requireNonNull(requestedBy, "requestedBy");
        Objects.requireNonNull(status, "status");
    }

    /** How far it is. */
    public enum Status {
        IN_PROGRESS,
        SUCCEEDED
    }

    Deletion succeeded(long removed) {
        return new Deletion(id, table, filters, requestedBy, requestedTicks, Status.SUCCEEDED, removed);
    }
}
