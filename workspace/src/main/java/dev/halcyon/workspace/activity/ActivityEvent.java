package dev.halcyon.workspace.activity;

import java.time.Instant;
import java.util.Objects;

/**
 * One write, delete or action of the management plane.
 *
 * @param id of the event
 * @param time when it was over
 * @param action as roles name it, such as {@code Microsoft.OperationalInsights/workspaces/tables/write}
 * @param resourceId what it was done to
 * @param caller who did it
 * @param correlationId that the answer carried
 * @param clientRequestId that the client chose, or empty
 * @param method of HTTP
 * @param status of HTTP
 * @param code of the error, or empty
 */
public record ActivityEvent(
        String id,
        Instant time,
        String action,
        String resourceId,
        String caller,
        String correlationId,
        String clientRequestId,
        String method,
        int status,
        String code) {

    private static final int FIRST_ERROR = 400;

    public ActivityEvent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(resourceId, "resourceId");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(clientRequestId, "clientRequestId");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(code, "code");
    }

    public boolean hasSucceeded() {
        return status < FIRST_ERROR;
    }
}
