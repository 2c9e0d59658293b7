package dev.halcyon.workspace.access;

import dev.halcyon.engine.storage.Storage;
import dev.halcyon.workspace.access.AccessException.Reason;
import dev.halcyon.workspace.access.condition.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** Role definitions and role assignments of a workspace. Thread-safe; changes are durable when they return. */
public final class Roles {

    private static final String ASSIGNMENTS = "roleAssignments";
    private static final String DEFINITIONS = "roleDefinitions";
    private static final int MOST_ASSIGNMENTS = 4_000;
    private static final int MOST_DEFINITIONS = 500;
    private static final int MOST_ACTIONS = 500;
    private static final int LONGEST_ACTION = 500;
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9_.*/-]{1," + LONGEST_ACTION + "}");

    private final Storage storage;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Map<String, RoleAssignment> assignments;
    private volatile Map<String, RoleDefinition> custom;

    private Roles(Storage storage, Map<String, RoleAssignment> assignments, Map<String, RoleDefinition> custom) {
        this.storage = storage;
        this.assignments = Map.copyOf(assignments);
        this.custom = Map.copyOf(custom);
    }

    static Roles open(Storage storage) {
        Map<String, RoleAssignment> assignments = new TreeMap<>();
        Map<String, RoleDefinition> custom = new TreeMap<>();
        storage.transact(transaction -> {
            transaction
                    .documents(ASSIGNMENTS)
                    .forEach((key, document) -> assignments.put(key, AccessDocuments.assignment(document)));
            transaction
                    .documents(DEFINITIONS)
                    .forEach((key, document) -> custom.put(key, AccessDocuments.role(document)));
            return storage;
        });
        return new Roles(storage, assignments, custom);
    }

    /** The built-in roles, then those of the workspace. */
    public List<RoleDefinition> definitions() {
        List<RoleDefinition> all = new ArrayList<>(BuiltInRoles.all());
        all.addAll(new TreeMap<>(custom).values());
        return all;
    }

    /** A role by its GUID. */
    public Optional<RoleDefinition> definition(String id) {
        return BuiltInRoles.find(id).or(() -> Optional.ofNullable(custom.get(id.toLowerCase(Locale.ROOT))));
    }

    /** Every assignment, by name. */
    public Collection<RoleAssignment> assignments() {
        return new TreeMap<>(assignments).values();
    }

    public Optional<RoleAssignment> assignment(String name) {
        return Optional.ofNullable(assignments.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The roles that a principal holds now. */
    List<Grant> grants(String principalId) {
        List<Grant> grants = new ArrayList<>();
        for (RoleAssignment assignment : assignments.values()) {
            if (assignment.principalId().equals(principalId)) {
                definition(assignment.roleId())
                        .ifPresent(role -> grants.add(new Grant(role, assignment.scope(), assignment.condition())));
            }
        }
        return grants;
    }

    /**
     * Gives a role, or gives it under another condition.
     *
     * @throws AccessException when the role does not exist, the name is no GUID or taken by another assignment, the same
     *     assignment has another name, or the condition would restrict nothing
     */
    RoleAssignment assign(RoleAssignment wanted) {
        String name = wanted.name().toLowerCase(Locale.ROOT);
        if (!GUID.matcher(name).matches()) {
            throw new AccessException(
                    Reason.INVALID, "The name of a role assignment is a GUID, not '%s'.".formatted(wanted.name()));
        }
        RoleDefinition role = definition(wanted.roleId())
                .orElseThrow(() -> new AccessException(
                        Reason.ROLE_NOT_FOUND,
                        "The specified role definition with ID '%s' does not exist.".formatted(wanted.roleId())));
        if (wanted.condition().isPresent() && !RowAccess.isConditional(role)) {
            throw new AccessException(
                    Reason.CONDITION_WITHOUT_EFFECT,
                    ("The role '%s' cannot be given under a condition: conditions decide about the data action '%s', which it"
                                    + " lacks or does not need to read tables. Use 'Log Analytics Data Reader' or a role like it.")
                            .formatted(role.name(), Condition.READ_DATA));
        }
        lock.lock();
        try {
            for (RoleAssignment other : assignments.values()) {
                boolean sameName = other.name().equals(name);
                boolean same = other.roleId().equals(role.id())
                        && other.principalId().equals(wanted.principalId())
                        && Scope.normalised(other.scope()).equals(Scope.normalised(wanted.scope()));
                if (sameName && same) {
                    return other.condition().equals(wanted.condition())
                            ? other
                            : store(other.under(wanted.condition()));
                }
                if (sameName) {
                    throw new AccessException(
                            Reason.INVALID,
                            "Role, principal and scope of a role assignment cannot be changed: delete it and make another.");
                }
                if (same) {
                    throw new AccessException(
                            Reason.ASSIGNMENT_EXISTS,
                            "The role assignment already exists. Its name is '%s'.".formatted(other.name()));
                }
            }
            if (assignments.size() >= MOST_ASSIGNMENTS) {
                throw new AccessException(
                        Reason.TOO_MANY, "A workspace has at most %d role assignments.".formatted(MOST_ASSIGNMENTS));
            }
            return store(new RoleAssignment(
                    name,
                    role.id(),
                    wanted.principalId(),
                    wanted.principalType(),
                    wanted.scope(),
                    wanted.condition(),
                    wanted.createdAt()));
        } finally {
            lock.unlock();
        }
    }

    private RoleAssignment store(RoleAssignment assignment) {
        Map<String, RoleAssignment> changed = new TreeMap<>(assignments);
        changed.put(assignment.name(), assignment);
        storage.transact(transaction -> {
            transaction.putDocument(ASSIGNMENTS, assignment.name(), AccessDocuments.write(assignment));
            return assignment;
        });
        assignments = Map.copyOf(changed);
        return assignment;
    }

    /** Takes a role away; false when there is no such assignment. */
    public boolean remove(String name) {
        lock.lock();
        try {
            Map<String, RoleAssignment> changed = new TreeMap<>(assignments);
            RoleAssignment removed = changed.remove(name.toLowerCase(Locale.ROOT));
            if (removed == null) {
                return false;
            }
            storage.transact(transaction -> {
                transaction.deleteDocument(ASSIGNMENTS, removed.name());
                return removed;
            });
            assignments = Map.copyOf(changed);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Creates or replaces a role of the workspace.
     *
     * @throws AccessException when it cannot be used, or is a built-in one
     */
    public RoleDefinition define(RoleDefinition wanted) {
        String id = wanted.id().toLowerCase(Locale.ROOT);
        check(wanted, id);
        lock.lock();
        try {
            boolean taken = definitions().stream()
                    .anyMatch(other -> other.name().equalsIgnoreCase(wanted.name())
                            && !other.id().equals(id));
            if (taken) {
                throw new AccessException(
                        Reason.INVALID, "There is another role of the name '%s'.".formatted(wanted.name()));
            }
            RoleDefinition stored = new RoleDefinition(
                    id,
                    wanted.name(),
                    wanted.description(),
                    false,
                    wanted.actions(),
                    wanted.notActions(),
                    wanted.dataActions(),
                    wanted.notDataActions());
            Map<String, RoleDefinition> changed = new TreeMap<>(custom);
            changed.put(id, stored);
            if (changed.size() > MOST_DEFINITIONS) {
                throw new AccessException(
                        Reason.TOO_MANY, "A workspace has at most %d roles of its own.".formatted(MOST_DEFINITIONS));
            }
            storage.transact(transaction -> {
                transaction.putDocument(DEFINITIONS, id, AccessDocuments.write(stored));
                return stored;
            });
            custom = Map.copyOf(changed);
            return stored;
        } finally {
            lock.unlock();
        }
    }

    private static void check(RoleDefinition wanted, String id) {
        if (!GUID.matcher(id).matches()) {
            throw new AccessException(Reason.INVALID, "The id of a role is a GUID, not '%s'.".formatted(wanted.id()));
        }
        if (BuiltInRoles.find(id).isPresent()) {
            throw new AccessException(Reason.INVALID, "Built-in roles cannot be changed.");
        }
        if (wanted.name().isBlank()) {
            throw new AccessException(Reason.INVALID, "A role needs a name.");
        }
        List<String> actions = new ArrayList<>(wanted.actions());
        actions.addAll(wanted.notActions());
        actions.addAll(wanted.dataActions());
        actions.addAll(wanted.notDataActions());
        if (actions.size() > MOST_ACTIONS) {
            throw new AccessException(Reason.INVALID, "A role has at most %d actions.".formatted(MOST_ACTIONS));
        }
        for (String action : actions) {
            if (!ACTION.matcher(action).matches()) {
                throw new AccessException(Reason.INVALID, "'%s' is no action or pattern of actions.".formatted(action));
            }
        }
    }

    /**
     * Removes a role of the workspace; false when there is none.
     *
     * @throws AccessException when it is assigned to someone, or built in
     */
    public boolean undefine(String id) {
        String key = id.toLowerCase(Locale.ROOT);
        if (BuiltInRoles.find(key).isPresent()) {
            throw new AccessException(Reason.NOT_DELETABLE, "Built-in roles cannot be deleted.");
        }
        lock.lock();
        try {
            if (!custom.containsKey(key)) {
                return false;
            }
            if (assignments.values().stream()
                    .anyMatch(assignment -> assignment.roleId().equals(key))) {
                throw new AccessException(
                        Reason.NOT_DELETABLE,
                        "There are existing role assignments referencing the role: remove them first.");
            }
            Map<String, RoleDefinition> changed = new TreeMap<>(custom);
            changed.remove(key);
            storage.transact(transaction -> {
                transaction.deleteDocument(DEFINITIONS, key);
                return key;
            });
            custom = Map.copyOf(changed);
            return true;
        } finally {
            lock.unlock();
        }
    }
}
