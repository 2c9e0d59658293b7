package dev.halcyon.workspace.access;

import dev.halcyon.kql.bind.Requester;
import dev.halcyon.kql.bind.RowRestriction;
import dev.halcyon.kql.type.TableSchema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who sends a request, with the roles held at that moment.
 *
 * @param id names the caller in logs and limits
 * @param principal who signed in; empty for a key, which stands for nobody
 */
public record Caller(String id, List<Grant> grants, Optional<Requester.Principal> principal) {

    /** No application is called so: their names begin with {@code app:}, those of other issuers have a {@code #}. */
    private static final String OWNER = "owner";

    private static final String WORKSPACES = "Microsoft.OperationalInsights/workspaces/";
    private static final String QUERY = WORKSPACES + "query/read";
    private static final String EVERY_TABLE = WORKSPACES + "query/*/read";
    private static final String TABLE_QUERY = WORKSPACES + "tables/query/read";
    private static final String TELEMETRY = "Microsoft.Insights/Telemetry/Write";

    public Caller {
        Objects.requireNonNull(id, "id");
        grants = List.copyOf(grants);
        Objects.requireNonNull(principal, "principal");
    }

    /** The holder of a key. */
    public Caller(String id, List<Grant> grants) {
        this(id, grants, Optional.empty());
    }

    /** Who holds the data folder: may do everything. */
    public static Caller owner() {
        return of(
                OWNER,
                new RoleDefinition(
                        "owner-key", "Owner's key", "", true, List.of("*"), List.of(), List.of("*"), List.of()));
    }

    /** The public reader of the demo: queries, and no more. */
    public static Caller demo() {
        return of(
                "demo",
                new RoleDefinition(
                        "demo-key",
                        "Demo key",
                        "",
                        true,
                        List.of(WORKSPACES + "read", QUERY, EVERY_TABLE, WORKSPACES + "search/action"),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private static Caller of(String id, RoleDefinition role) {
        return new Caller(id, List.of(new Grant(role, Scope.ROOT)));
    }

    /** True for who holds the data folder. */
    public boolean isOwner() {
        return id.equals(OWNER);
    }

    /** True when a role allows an action at a resource. */
    public boolean allows(String action, String resourceId) {
        return grants.stream().anyMatch(grant -> Scope.covers(grant.scope(), resourceId) && grant.allows(action));
    }

    /** True when a role that holds at a resource below another one allows an action there. */
    public boolean allowsBelow(String action, String scope) {
        return grants.stream().anyMatch(grant -> {
            String resourceId = grant.scope();
            return Scope.covers(scope, resourceId) && grant.allows(action);
        });
    }

    /** True when rows may be sent through a collection rule (I-7). */
    public boolean mayIngest(String ruleId) {
        return grants.stream().anyMatch(grant -> Scope.covers(grant.scope(), ruleId) && grant.allowsData(TELEMETRY));
    }

    /** True when rows may be sent through some rule, whichever. */
    public boolean mayIngestSomewhere() {
        return grants.stream().anyMatch(grant -> grant.allowsData(TELEMETRY));
    }

    /** True when queries may be asked: of the whole workspace, or of some of its tables. */
    public boolean mayQuery(String workspaceId) {
        return grants.stream()
                .anyMatch(grant -> (Scope.covers(grant.scope(), workspaceId)
                                || Scope.covers(workspaceId + "/tables", grant.scope()))
                        && (grant.allows(QUERY) || grant.allows(TABLE_QUERY)));
    }

    /**
     * True when no row of the workspace is hidden from the caller. False is no answer: {@link #rows} tells table by
     * table.
     */
    public boolean readsEveryTable(String workspaceId) {
        return grants.stream()
                .anyMatch(grant -> Scope.covers(grant.scope(), workspaceId) && RowAccess.opensEveryTable(grant));
    }

    /**
     * Which rows about a resource may be read, and about those below it, by roles held at the resource (management.md
     * section 6).
     *
     * @param custom whether the table is one of the workspace's own
     */
    public RowRestriction resourceRows(String resourceId, TableSchema table, boolean custom) {
        return RowAccess.ofResource(grants, resourceId, table, custom);
    }

    /**
     * Which rows of a table may be read.
     *
     * @param custom whether the table is one of the workspace's own
     */
    public RowRestriction rows(String workspaceId, TableSchema table, boolean custom) {
        return RowAccess.of(grants, workspaceId, table, custom);
    }
}
