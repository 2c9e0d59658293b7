package dev.halcyon.workspace.access;

import dev.halcyon.kql.bind.RowRestriction;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.workspace.access.condition.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which rows of a table roles let a caller read. Every way to grant it ends at what the same role takes away, so that no
 * second pattern of a role opens what its {@code notActions} close; and whichever way a role opens a table, the condition
 * that it was given under restricts the rows.
 */
final class RowAccess {

    private static final String WORKSPACES = "Microsoft.OperationalInsights/workspaces/";
    private static final String EVERY_TABLE = WORKSPACES + "query/*/read";
    private static final String CUSTOM_TABLES = WORKSPACES + "query/Tables.Custom/read";
    private static final String LOGS = "Microsoft.Insights/logs/";
    private static final String CUSTOM_LOGS = LOGS + "Tables.Custom/read";
    private static final String RESOURCE_ID = "_ResourceId";
    private static final String TABLE_QUERY = WORKSPACES + "tables/query/read";

    private RowAccess() {}

    /** What some grants let through together: they add up, and one without a condition lets every row through. */
    static RowRestriction of(List<Grant> grants, String workspaceId, TableSchema table, boolean custom) {
        String tableId = workspaceId + "/tables/" + table.name();
        List<RowRestriction> granted = new ArrayList<>();
        for (Grant grant : grants) {
            if (Scope.covers(grant.scope(), tableId) && reads(grant.role(), table.name(), custom)) {
                granted.add(grant.condition()
                        .map(condition -> condition.rows(table))
                        .orElse(RowRestriction.everyRow()));
            }
        }
        return RowRestriction.any(granted);
    }

    /**
     * The rows about a resource that roles held at it let through, whatever their holder may read of the workspace. A
     * condition speaks of the workspace's tables, so a role given under one opens nothing here.
     */
    static RowRestriction ofResource(List<Grant> grants, String resourceId, TableSchema table, boolean custom) {
        boolean opened = grants.stream()
                .anyMatch(grant -> grant.condition().isEmpty()
                        && Scope.covers(grant.scope(), resourceId)
                        && readsLogs(grant.role(), table.name(), custom));
        if (!opened) {
            return RowRestriction.noRow();
        }
        String id = resourceId.toLowerCase(Locale.ROOT);
        return RowRestriction.any(List.of(
                new RowRestriction.Comparison(RESOURCE_ID, RowRestriction.Operator.EQUAL, id),
                new RowRestriction.Comparison(RESOURCE_ID, RowRestriction.Operator.STARTS_WITH, id + "/")));
    }

    /** What a role takes away from the workspace's tables, it does not give by way of the resource. */
    private static boolean readsLogs(RoleDefinition role, String table, boolean custom) {
        String byName = LOGS + table + "/read";
        return !ActionPattern.any(role.notActions(), byName)
                && !(custom && ActionPattern.any(role.notActions(), CUSTOM_LOGS))
                && !takesAway(role, table, custom)
                && (ActionPattern.any(role.actions(), byName)
                        || (custom && ActionPattern.any(role.actions(), CUSTOM_LOGS)));
    }

    private static boolean takesAway(RoleDefinition role, String table, boolean custom) {
        return ActionPattern.any(role.notActions(), WORKSPACES + "query/" + table + "/read")
                || ActionPattern.any(role.notActions(), TABLE_QUERY)
                || ActionPattern.any(role.notDataActions(), Condition.READ_DATA)
                || (custom && ActionPattern.any(role.notActions(), CUSTOM_TABLES));
    }

    private static boolean reads(RoleDefinition role, String table, boolean custom) {
        String byName = WORKSPACES + "query/" + table + "/read";
        return !takesAway(role, table, custom)
                && (ActionPattern.any(role.actions(), byName)
                        || ActionPattern.any(role.actions(), TABLE_QUERY)
                        || (custom && ActionPattern.any(role.actions(), CUSTOM_TABLES))
                        || ActionPattern.any(role.dataActions(), Condition.READ_DATA));
    }

    /** True when a grant opens every table with all of its rows. */
    static boolean opensEveryTable(Grant grant) {
        return grant.condition().isEmpty()
                && grant.role().notActions().isEmpty()
                && grant.role().allows(EVERY_TABLE);
    }

    /** True when a role reads tables by the data action alone, which is what conditions decide about. */
    static boolean isConditional(RoleDefinition role) {
        return role.allowsData(Condition.READ_DATA)
                && !role.allows(EVERY_TABLE)
                && !role.allows(CUSTOM_TABLES)
                && !role.allows(TABLE_QUERY);
    }
}
