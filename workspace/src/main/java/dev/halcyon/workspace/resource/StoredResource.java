package dev.halcyon.workspace.resource;

import java.time.Instant;
import java.util.Objects;

/**
 * A resource as its owner sent it.
 *
 * @param id its ARM id, as written when it was created
 * @param type such as {@code Microsoft.Insights/dataCollectionEndpoints}
 * @param immutableId given out once, 32 hexadecimal digits
 * @param etag changes with every change
 * @param json the JSON that its owner sent
 */
public record StoredResource(
        String id, String type, String immutableId, String etag, Instant createdAt, Instant modifiedAt, String json) {
    public StoredResource {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(immutableId, "immutableId");
        Objects.requireNonNull(etag, "etag");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(modifiedAt, "modifiedAt");
        Objects.requireNonNull(json, "json");
    }

    /** The last segment of the id. */
    public String name() {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** True until it is changed for the first time. */
    public boolean isNew() {
        return createdAt.equals(modifiedAt);
    }
}
