package dev.halcyon.workspace.access;

import dev.halcyon.workspace.access.condition.Condition;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives a principal a role at a scope and everything below it.
 *
 * @param name a GUID
 * @param roleId of the role definition
 * @param principalId an application's object id, or {@code issuer#subject} of an OpenID provider
 * @param scope a resource id, as it was written
 * @param condition under which the role holds; empty for always
 */
public record RoleAssignment(
        String name,
        String roleId,
        String principalId,
        String principalType,
        String scope,
        Optional<Condition> condition,
        Instant createdAt) {
    public RoleAssignment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(roleId, "roleId");
        Objects.requireNonNull(principalId, "principalId");
        Objects.requireNonNull(principalType, "principalType");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** The same under another condition. */
    RoleAssignment under(Optional<Condition> other) {
        return new RoleAssignment(name, roleId, principalId, principalType, scope, other, createdAt);
    }
}
