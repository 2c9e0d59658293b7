package dev.halcyon.workspace.access;

import dev.halcyon.workspace.access.condition.Condition;
import java.util.Objects;
import java.util.Optional;

/**
 * A role that someone holds, and where.
 *
 * @param condition under which it allows what it allows; empty for always
 */
public record Grant(RoleDefinition role, String scope, Optional<Condition> condition) {
    public Grant {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(condition, "condition");
    }

    /** A role without a condition. */
    public Grant(RoleDefinition role, String scope) {
        this(role, scope, Optional.empty());
    }

    /** True for an action on resources. */
    boolean allows(String action) {
        return role.allows(action) && passes(action);
    }

    /** True for an action on data other than reading rows. */
    boolean allowsData(String action) {
        return role.allowsData(action) && passes(action);
    }

    private boolean passes(String action) {
        return condition.map(asked -> asked.allows(action)).orElse(true);
    }
}
