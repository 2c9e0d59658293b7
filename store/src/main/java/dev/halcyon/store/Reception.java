package dev.halcyon.store;

import java.util.Objects;

/**
 * How rows arrived.
 *
 * @param receivedTicks when, in ticks since 0001-01-01
 * @param resourceId lower-case ARM id of the resource they are about, or empty
 */
public record Reception(long receivedTicks, String resourceId) {
    public Reception {
        Objects.requireNonNull(resourceId, "resourceId");
    }

    public static Reception at(long receivedTicks) {
        return new Reception(receivedTicks, "");
    }
}
