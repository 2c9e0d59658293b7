package dev.halcyon.store;

import java.util.Objects;
import java.util.Optional;

/**
 * How rows arrived.
 *
 * @param receivedTicks when, in ticks since 0001-01-01
 * @param resourceId lower-case ARM id of the resource they are about, or empty
 * @param request tells the request and its content from all others; the same one again is not stored twice. Empty when the
 *     sender gave no id
 */
public record Reception(long receivedTicks, String resourceId, Optional<String> request) {
    public Reception {
        Objects.requireNonNull(resourceId, "resourceId");
        Objects.requireNonNull(request, "request");
    }

    /** Of a request without an id. */
    public Reception(long receivedTicks, String resourceId) {
        this(receivedTicks, resourceId, Optional.empty());
    }

    public static Reception at(long receivedTicks) {
        return new Reception(receivedTicks, "");
    }

    Reception withReceived(long ticks) {
        return new Reception(ticks, resourceId, request);
    }

    public Reception ofRequest(Optional<String> id) {
        return new Reception(receivedTicks, resourceId, id);
    }
}
