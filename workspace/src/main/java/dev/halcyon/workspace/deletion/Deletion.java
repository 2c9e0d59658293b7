package dev.halcyon.workspace.deletion;

import dev.halcyon.store.extent.StoredMoment;
import java.util.List;
import java.util.Objects;

/**
 * A deletion on record.
 *
 * @param id of the operation
 * @param filters all of them hold for a row that goes
 * @param requestedBy whose key or application asked
 * @param requested when, and which extents the table had then
 * @param endedTicks when it succeeded or failed; 0 until then
 * @param rows that were removed until now
 * @param reason why it failed; empty when it did not
 */
public record Deletion(
        String id,
        String table,
        List<DeletionFilter> filters,
        String requestedBy,
        StoredMoment requested,
        long endedTicks,
        Status status,
        long rows,
        String reason) {
    public Deletion {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(table, "table");
        filters = List.copyOf(filters);
        Objects.requireNonNull(requestedBy, "requestedBy");
        Objects.requireNonNull(requested, "requested");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
    }

    /** How far it is. */
    public enum Status {
        IN_PROGRESS,
        SUCCEEDED,
        /** Trying again does not help. */
        FAILED
    }

    Deletion at(StoredMoment moment) {
        return new Deletion(id, table, filters, requestedBy, moment, endedTicks, status, rows, reason);
    }

    Deletion removed(long more) {
        return new Deletion(id, table, filters, requestedBy, requested, endedTicks, status, rows + more, reason);
    }

    Deletion succeeded(long ticks) {
        return new Deletion(id, table, filters, requestedBy, requested, ticks, Status.SUCCEEDED, rows, reason);
    }

    Deletion failed(long ticks, String why) {
        return new Deletion(id, table, filters, requestedBy, requested, ticks, Status.FAILED, rows, why);
    }
}
