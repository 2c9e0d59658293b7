package dev.halcyon.store;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Who the workspace is, made once for each data folder.
 *
 * @param customerId the id in the query API's path and in {@code TenantId}
 * @param createdAt when the folder was made; of a folder that is older than this record, when that was first asked for
 */
public record WorkspaceIdentity(UUID customerId, Instant createdAt) {
    public WorkspaceIdentity {
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
