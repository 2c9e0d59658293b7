package dev.halcyon.workspace.access;

import java.util.Objects;
import java.util.Set;

/**
 * A key without its secret.
 *
 * @param id names the key in logs and limits
 */
public record ApiKey(String id, Set<Permission> permissions) {
    public ApiKey {
        Objects.requireNonNull(id, "id");
        permissions = Set.copyOf(permissions);
    }

    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }
}
