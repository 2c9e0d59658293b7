package dev.halcyon.workspace.access;

import java.util.Objects;

/** A role that someone holds, and where. */
public record Grant(RoleDefinition role, String scope) {
    public Grant {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(scope, "scope");
    }
}
