package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The types of resources that there are, by the namespaces of their services: tools ask for them, and for their versions,
 * before they make one (management.md section 2). All are registered, and registering one again changes nothing.
 */
public final class ProviderRoutes {

    private static final String OF_SUBSCRIPTION = "/subscriptions/{subscription}/providers";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<String, Map<String, ApiVersions>> TYPES = new TreeMap<>(Map.of(
            "Microsoft.Authorization",
            Map.of("roleAssignments", ApiVersions.ROLE_ASSIGNMENTS, "roleDefinitions", ApiVersions.ROLE_DEFINITIONS),
            "Microsoft.Insights",
            Map.of(
                    "dataCollectionEndpoints", ApiVersions.COLLECTION_RULES,
                    "dataCollectionRuleAssociations", ApiVersions.COLLECTION_RULES,
                    "dataCollectionRules", ApiVersions.COLLECTION_RULES,
                    "diagnosticSettings", ApiVersions.DIAGNOSTIC_SETTINGS,
                    "eventtypes", ApiVersions.ACTIVITY),
            "Microsoft.OperationalInsights",
            Map.of(
                    "workspaces", ApiVersions.WORKSPACES,
                    "workspaces/savedSearches", ApiVersions.SAVED_SEARCHES,
                    "workspaces/tables", ApiVersions.TABLES)));

    private final ManageAccess access;
    private final HeldGroup held;

    public ProviderRoutes(Workspace workspace) {
        this.access = new ManageAccess(workspace);
        this.held = HeldGroup.of(workspace);
    }

    public List<Route> routes() {
        return List.of(
                Route.of("/providers", this::list, "GET"),
                Route.of("/providers/{namespace}", this::one, "GET"),
                Route.of(OF_SUBSCRIPTION, this::list, "GET"),
                Route.of(OF_SUBSCRIPTION + "/{namespace}", this::one, "GET"),
                Route.of(OF_SUBSCRIPTION + "/{namespace}/register", this::one, "POST"));
    }

    private void require(Exchange exchange) {
        access.signedIn(exchange);
        ApiVersions.DIRECTORY.require(exchange);
        held.require(exchange);
    }

    private void list(Exchange exchange) throws IOException {
        require(exchange);
        exchange.respond(
                200,
                ArmJson.list(TYPES.entrySet().stream()
                        .map(entry -> provider(entry.getKey(), entry.getValue()))
                        .toList()));
    }

    private void one(Exchange exchange) throws IOException {
        require(exchange);
        String wanted = exchange.pathParameter("namespace");
        for (Map.Entry<String, Map<String, ApiVersions>> entry : TYPES.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(wanted)) {
                exchange.respond(200, provider(entry.getKey(), entry.getValue()));
                return;
            }
        }
        throw HttpProblem.of(
                404,
                "InvalidResourceNamespace",
                "The resource namespace '%s' is invalid: there are %s."
                        .formatted(wanted, String.join(", ", TYPES.keySet())));
    }

    private ObjectNode provider(String namespace, Map<String, ApiVersions> types) {
        ObjectNode body = JSON.createObjectNode()
                .put("id", "/subscriptions/%s/providers/%s".formatted(held.subscription(), namespace))
                .put("namespace", namespace)
                .put("registrationState", "Registered")
                .put("registrationPolicy", "RegistrationFree");
        ArrayNode list = body.putArray("resourceTypes");
        new TreeMap<>(types).forEach((name, versions) -> {
            ObjectNode type = list.addObject().put("resourceType", name);
            type.putArray("locations").add("local");
            ArrayNode known = type.putArray("apiVersions");
            versions.newestFirst().forEach(known::add);
        });
        return body;
    }
}
