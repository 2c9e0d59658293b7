package dev.halcyon.workspace.access;

import java.time.Instant;
import java.util.Objects;

/**
 * Gives a principal a role at a scope and everything below it.
 *
 * @param name a GUID
 * @param roleId of the role definition
 * @param principalId an application's object id, or {@code issuer#subject} of an OpenID provider
 * @param scope a resource id, as it was written
 */
public record RoleAssignment(
        String name, String roleId, String principalId, String principalType, String scope, Instant createdAt) {
    public RoleAssignment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(roleId, "roleId");
        Objects.requireNonNull(principalId, "principalId");
        Objects.requireNonNull(principalType, "principalType");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
