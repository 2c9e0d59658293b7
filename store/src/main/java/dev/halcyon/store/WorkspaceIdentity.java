package dev.halcyon.store;

import java.util.Objects;
import java.util.UUID;

/**
 * Who the workspace is, made once for each data folder.
 *
 * @param customerId the id in the query API's path and in {@code TenantId}
 */
public record WorkspaceIdentity(UUID customerId) {
    public WorkspaceIdentity {
        Objects.requireNonNull(customerId, "customerId");
    }
}
