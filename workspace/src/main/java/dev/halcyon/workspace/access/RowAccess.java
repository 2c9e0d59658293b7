package dev.halcyon.workspace.access;

import dev.halcyon.kql.bind.RowRestriction;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.workspace.access.condition.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows of a table roles let a caller read. Every way to grant it ends at what the same role takes away, so that no
 * second pattern of a role opens what its {@code notActions} close; and whichever way a role opens a table, the condition
 * that it was given under restricts the rows.
 */
final class RowAccess {

    private static final String WORKSPACES = "Microsoft.OperationalInsights/workspaces/";
    private static final String EVERY_TABLE = WORKSPACES + "query/*/read";
    private static final String CUSTOM_TABLES = WORKSPACES + "query/Tables.Custom/read";
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

    private static boolean reads(RoleDefinition role, String table, boolean custom) {
        String byName = WORKSPACES + "query/" + table + "/read";
        return !ActionPattern.any(role.notActions(), byName)
                && !ActionPattern.any(role.notActions(), TABLE_QUERY)
                && !ActionPattern.any(role.notDataActions(), Condition.READ_DATA)
                && !(custom && ActionPattern.any(role.notActions(), CUSTOM_TABLES))
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
