package dev.halcyon.workspace.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The roles that every workspace knows, under the ids that Azure gives them (management.md section 6). */
public final class BuiltInRoles {

    private static final String INSIGHTS = "Microsoft.Insights/";
    private static final String ANALYTICS = "Microsoft.OperationalInsights/";

    public static final RoleDefinition OWNER = role(
            "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
            "Owner",
            "Manages everything, roles included.",
            List.of("*"),
            List.of(),
            List.of());

    public static final RoleDefinition CONTRIBUTOR = role(
            "b24988ac-6180-42a0-ab88-20f7382dd24c",
            "Contributor",
            "Manages everything but who may do what.",
            List.of("*"),
            List.of("Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write"),
            List.of());

    public static final RoleDefinition LOG_ANALYTICS_READER = role(
            "73c42c96-874c-492b-b04d-ab87d138a893",
            "Log Analytics Reader",
            "Reads logs and settings, but no shared keys.",
            List.of("*/read", ANALYTICS + "workspaces/analytics/query/action", ANALYTICS + "workspaces/search/action"),
            List.of(ANALYTICS + "workspaces/sharedKeys/read"),
            List.of());

    public static final RoleDefinition METRICS_PUBLISHER = role(
            "3913510d-42f4-4e42-8a64-420c390055eb",
            "Monitoring Metrics Publisher",
            "Sends logs and metrics.",
            List.of(),
            List.of(),
            List.of(INSIGHTS + "Metrics/Write", INSIGHTS + "Telemetry/Write"));

    private static final List<RoleDefinition> ALL = List.of(
            OWNER,
            CONTRIBUTOR,
            role(
                    "acdd72a7-3385-48ef-bd42-f606fba81ae7",
                    "Reader",
                    "Reads everything.",
                    List.of("*/read"),
                    List.of(),
                    List.of()),
            role(
                    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
                    "User Access Administrator",
                    "Decides who may do what.",
                    List.of("*/read", "Microsoft.Authorization/*"),
                    List.of(),
                    List.of()),
            LOG_ANALYTICS_READER,
            role(
                    "92aaf0da-9dab-42b6-94a3-d43ce8d16293",
                    "Log Analytics Contributor",
                    "Reads logs, manages workspaces, tables, functions and collection rules.",
                    List.of(
                            "*/read",
                            ANALYTICS + "*",
                            INSIGHTS + "alertRules/*",
                            INSIGHTS + "diagnosticSettings/*",
                            INSIGHTS + "dataCollectionRules/*",
                            INSIGHTS + "dataCollectionEndpoints/*",
                            INSIGHTS + "dataCollectionRuleAssociations/*",
                            "Microsoft.Resources/deployments/*"),
                    List.of(),
                    List.of()),
            role(
                    "3b03c2da-16b3-4a49-8834-0f8130efdd3b",
                    "Log Analytics Data Reader",
                    "Reads logs only.",
                    List.of(ANALYTICS + "workspaces/read", ANALYTICS + "workspaces/query/read"),
                    List.of(),
                    List.of(ANALYTICS + "workspaces/tables/data/read")),
            role(
                    "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
                    "Monitoring Reader",
                    "Reads all monitoring data and settings.",
                    List.of("*/read", ANALYTICS + "workspaces/search/action"),
                    List.of(),
                    List.of()),
            role(
                    "749f88d5-cbae-40b8-bcfc-e573ddc772fa",
                    "Monitoring Contributor",
                    "Reads all monitoring data, manages monitoring.",
                    List.of(
                            "*/read",
                            INSIGHTS + "*",
                            "Microsoft.AlertsManagement/*",
                            ANALYTICS + "workspaces/write",
                            ANALYTICS + "workspaces/savedSearches/*",
                            ANALYTICS + "workspaces/search/action",
                            ANALYTICS + "workspaces/sharedKeys/action",
                            ANALYTICS + "workspaces/storageinsightconfigs/*",
                            ANALYTICS + "workspaces/intelligencepacks/*"),
                    List.of(),
                    List.of()),
            METRICS_PUBLISHER,
            role(
                    "150f5e0c-0603-4f03-8c7f-cf70034c4e90",
                    "Data Purger",
                    "Deletes rows for good.",
                    List.of(ANALYTICS + "workspaces/*/read", ANALYTICS + "workspaces/purge/action"),
                    List.of(),
                    List.of()));

    private BuiltInRoles() {}

    private static RoleDefinition role(
            String id,
            String name,
            String description,
            List<String> actions,
            List<String> notActions,
            List<String> dataActions) {
        return new RoleDefinition(id, name, description, true, actions, notActions, dataActions, List.of());
    }

    public static List<RoleDefinition> all() {
        return ALL;
    }

    /** By GUID, in any letter case. */
    static Optional<RoleDefinition> find(String id) {
        String wanted = id.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(role -> role.id().equals(wanted)).findFirst();
    }
}
