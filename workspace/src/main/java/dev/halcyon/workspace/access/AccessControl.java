package dev.halcyon.workspace.access;

import dev.halcyon.engine.storage.Storage;
import dev.halcyon.kql.bind.Requester.Kind;
import dev.halcyon.kql.bind.Requester.Principal;
import dev.halcyon.workspace.access.AccessException.Reason;
import dev.halcyon.workspace.access.condition.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who may do what in a workspace. Thread-safe; changes are durable when they return, and hold for the next request. */
public final class AccessControl {

    private static final String COLLECTION = "identity";
    private static final String TENANT_KEY = "tenantId";
    /** What vouches for applications. */
    private static final String IDENTITY_PROVIDER = "Halcyon";

    private final ApiKeys keys;
    private final Applications applications;
    private final Roles roles;
    private final String tenantId;

    private AccessControl(ApiKeys keys, Applications applications, Roles roles, String tenantId) {
        this.keys = keys;
        this.applications = applications;
        this.roles = roles;
        this.tenantId = tenantId;
    }

    /**
     * Opens what is stored. The first time it makes a tenant and the managed identity, which reads, sends and manages in
     * the workspace's group.
     *
     * @param keys of the owner and, in the demo, of everybody
     */
    public static AccessControl open(Storage storage, Map<Caller, String> keys, String resourceGroupId) {
        String tenantId = storage.transact(transaction -> {
            Optional<String> found = transaction.document(COLLECTION, TENANT_KEY);
            if (found.isPresent()) {
                return found.get().replace("\"", "");
            }
            String made = UUID.randomUUID().toString();
            transaction.putDocument(COLLECTION, TENANT_KEY, "\"" + made + "\"");
            return made;
        });
        AccessControl opened =
                new AccessControl(ApiKeys.of(keys), Applications.open(storage), Roles.open(storage), tenantId);
        if (!opened.applications.hasManagedIdentity()) {
            Application managed = opened.applications.createManaged("managed identity");
            for (RoleDefinition role : List.of(BuiltInRoles.CONTRIBUTOR, BuiltInRoles.METRICS_PUBLISHER)) {
                opened.assign(UUID.randomUUID().toString(), role.id(), managed.objectId(), resourceGroupId);
            }
        }
        return opened;
    }

    /** The directory that applications belong to. */
    public String tenantId() {
        return tenantId;
    }

    public Applications applications() {
        return applications;
    }

    public Roles roles() {
        return roles;
    }

    /** Whose API key it is. */
    public Optional<Caller> byKey(String presented) {
        return keys.find(presented).or(() -> applications.byKey(presented).map(this::caller));
    }

    /** An application with its roles of this moment. */
    public Caller caller(Application application) {
        Principal principal = new Principal(
                Kind.AADAPP,
                application.clientId(),
                application.objectId(),
                application.name(),
                IDENTITY_PROVIDER,
                tenantId);
        return new Caller(
                "app:" + application.clientId(), roles.grants(application.objectId()), Optional.of(principal));
    }

    /**
     * A principal of an OpenID provider with its roles of this moment. The issuer is part of its name, so that none can
     * claim to be another's.
     */
    public Caller external(String issuer, String subject) {
        String principal = issuer + "#" + subject;
        return new Caller(
                principal,
                roles.grants(principal),
                Optional.of(new Principal(Kind.AADUSER, subject, principal, subject, issuer, issuer)));
    }

    /**
     * Gives a role.
     *
     * @param name a GUID
     * @param principalId object id of an application, or {@code issuer#subject}
     * @throws AccessException when role or principal do not exist, or the assignment exists under another name
     */
    public RoleAssignment assign(String name, String roleId, String principalId, String scope) {
        return assign(name, roleId, principalId, scope, Optional.empty());
    }

    /**
     * The same under a condition.
     *
     * @throws AccessException also when the condition would restrict nothing
     */
    public RoleAssignment assign(
            String name, String roleId, String principalId, String scope, Optional<Condition> condition) {
        boolean external = principalId.contains("#");
        if (!external && applications.byObjectId(principalId).isEmpty()) {
            throw new AccessException(
                    Reason.PRINCIPAL_NOT_FOUND,
                    "Principal %s does not exist in the directory %s.".formatted(principalId, tenantId));
        }
        String stored = external
                ? principalId
                : applications.byObjectId(principalId).orElseThrow().objectId();
        return roles.assign(new RoleAssignment(
                name, roleId, stored, external ? "User" : "ServicePrincipal", scope, condition, Instant.now()));
    }

    /**
     * Reads the condition of an assignment.
     *
     * @throws dev.halcyon.workspace.access.condition.ConditionException when it cannot be used
     */
    public static Condition condition(String text) {
        return Condition.of(text, ActionPattern::matches);
    }

    /**
     * Removes an application and its roles; false when there is none.
     *
     * @throws AccessException when it is the managed identity
     */
    public boolean deleteApplication(String clientId) {
        Optional<Application> found = applications.find(clientId);
        if (found.isEmpty()) {
            return false;
        }
        if (found.get().managed()) {
            throw new AccessException(
                    Reason.NOT_DELETABLE, "The managed identity cannot be deleted: remove its roles instead.");
        }
        for (RoleAssignment assignment : roles.assignments()) {
            if (assignment.principalId().equals(found.get().objectId())) {
                roles.remove(assignment.name());
            }
        }
        applications.delete(found.get());
        return true;
    }
}
