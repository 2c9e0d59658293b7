package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.resource.StoredResource;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one subscription and resource group that there are, and the resources in them (management.md section 2): what tools
 * ask for before they come to a resource. Resources that a sender may not read are left out.
 */
public final class DirectoryRoutes {

    private static final String SUBSCRIPTION = "/subscriptions/{subscription}";
    private static final String GROUPS = SUBSCRIPTION + "/resourceGroups";
    private static final Pattern TYPE_FILTER =
            Pattern.compile("\\s*resourceType\\s+eq\\s+'([^']*)'\\s*", Pattern.CASE_INSENSITIVE);
    private static final String RULES = "Microsoft.Insights/dataCollectionRules";
    private static final String WORKSPACES = "Microsoft.OperationalInsights/workspaces";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;
    private final HeldGroup held;

    public DirectoryRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
        this.held = HeldGroup.of(workspace);
    }

    public List<Route> routes() {
        return List.of(
                Route.of("/tenants", exchange -> list(exchange, tenant()), "GET"),
                Route.of("/subscriptions", exchange -> list(exchange, subscription()), "GET"),
                Route.of(SUBSCRIPTION, exchange -> one(exchange, subscription()), "GET"),
                Route.of(GROUPS, exchange -> list(exchange, group()), "GET"),
                Route.of(GROUPS + "/{group}", exchange -> one(exchange, group()), "GET"),
                Route.of(SUBSCRIPTION + "/resources", this::resources, "GET"),
                Route.of(GROUPS + "/{group}/resources", this::resources, "GET"));
    }

    private void list(Exchange exchange, ObjectNode entry) throws IOException {
        require(exchange);
        exchange.respond(200, ArmJson.list(List.of(entry)));
    }

    private void one(Exchange exchange, ObjectNode entry) throws IOException {
        require(exchange);
        exchange.respond(200, entry);
    }

    private Caller require(Exchange exchange) {
        Caller caller = access.signedIn(exchange);
        ApiVersions.DIRECTORY.require(exchange);
        held.require(exchange);
        return caller;
    }

    private ObjectNode tenant() {
        String id = workspace.access().tenantId();
        return JSON.createObjectNode()
                .put("id", "/tenants/" + id)
                .put("tenantId", id)
                .put("displayName", "Halcyon")
                .put("tenantCategory", "Home");
    }

    private ObjectNode subscription() {
        return JSON.createObjectNode()
                .put("id", "/subscriptions/" + held.subscription())
                .put("subscriptionId", held.subscription())
                .put("tenantId", workspace.access().tenantId())
                .put("displayName", "Halcyon")
                .put("state", "Enabled");
    }

    private ObjectNode group() {
        ObjectNode entry = JSON.createObjectNode();
        ArmJson.identify(
                entry,
                "/subscriptions/%s/resourceGroups/%s".formatted(held.subscription(), held.name()),
                held.name(),
                "Microsoft.Resources/resourceGroups");
        entry.put("location", "local").putObject("properties").put("provisioningState", "Succeeded");
        return entry;
    }

    private void resources(Exchange exchange) throws IOException {
        Caller caller = require(exchange);
        Optional<String> type = type(exchange);
        Map<String, String> types = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        types.put(workspace.resourceId(), WORKSPACES);
        workspace.rules().all().forEach(rule -> types.put(rule.resourceId(), RULES));
        for (StoredResource resource : workspace.resources().all()) {
            types.putIfAbsent(resource.id(), resource.type());
        }
        exchange.respond(
                200,
                ArmJson.list(types.entrySet().stream()
                        .filter(entry -> type.isEmpty() || type.get().equalsIgnoreCase(entry.getValue()))
                        .filter(entry -> entry.getKey()
                                .toLowerCase(Locale.ROOT)
                                .startsWith(
                                        "/subscriptions/" + held.subscription().toLowerCase(Locale.ROOT) + "/"))
                        .filter(entry -> caller.allows(entry.getValue() + "/read", entry.getKey()))
                        .map(entry -> resource(entry.getKey(), entry.getValue()))
                        .toList()));
    }

    private static ObjectNode resource(String id, String type) {
        ObjectNode entry = JSON.createObjectNode();
        ArmJson.identify(entry, id, id.substring(id.lastIndexOf('/') + 1), type);
        return entry.put("location", "local");
    }

    private static Optional<String> type(Exchange exchange) {
        String filter = exchange.parameters().first("$filter").orElse("");
        if (filter.isBlank()) {
            return Optional.empty();
        }
        Matcher matcher = TYPE_FILTER.matcher(filter);
        if (!matcher.matches()) {
            throw HttpProblem.of(
                    400, "InvalidFilterInQueryString", "The filter must have the form: resourceType eq 'TYPE'.");
        }
        return Optional.of(matcher.group(1));
    }
}
