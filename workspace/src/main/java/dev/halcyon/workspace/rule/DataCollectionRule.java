package dev.halcyon.workspace.rule;

import java.time.Instant;
import java.util.Objects;

/**
 * A stored rule.
 *
 * @param resourceId its ARM id, as written when it was created
 * @param immutableId {@code dcr-} and 32 hexadecimal digits; what senders name in the path
 * @param etag changes with every change
 * @param json the JSON that its owner sent
 */
public record DataCollectionRule(
        String resourceId,
        String immutableId,
        String etag,
        Instant createdAt,
        Instant modifiedAt,
        String json,
        RuleContent content) {
    public DataCollectionRule {
        Objects.requireNonNull(resourceId, "resourceId");
        Objects.requireNonNull(immutableId, "immutableId");
        Objects.requireNonNull(etag, "etag");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(modifiedAt, "modifiedAt");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(content, "content");
    }

    /** The last segment of the resource id. */
    public String name() {
        return resourceId.substring(resourceId.lastIndexOf('/') + 1);
    }
}
