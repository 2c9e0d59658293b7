package dev.halcyon.workspace.access;

import java.util.List;
import java.util.Objects;

/**
 * What a role allows: patterns of actions, in which {@code *} stands for any text (management.md section 6).
 *
 * @param id a GUID
 * @param notActions taken away from what this role's own actions allow, not from what others do
 */
public record RoleDefinition(
        String id,
        String name,
        String description,
        boolean builtIn,
        List<String> actions,
        List<String> notActions,
        List<String> dataActions,
        List<String> notDataActions) {
    public RoleDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        actions = List.copyOf(actions);
        notActions = List.copyOf(notActions);
        dataActions = List.copyOf(dataActions);
        notDataActions = List.copyOf(notDataActions);
    }

    /** True for an action on resources. */
    public boolean allows(String action) {
        return ActionPattern.any(actions, action) && !ActionPattern.any(notActions, action);
    }

    /** True for an action on data. */
    public boolean allowsData(String action) {
        return ActionPattern.any(dataActions, action) && !ActionPattern.any(notDataActions, action);
    }
}
