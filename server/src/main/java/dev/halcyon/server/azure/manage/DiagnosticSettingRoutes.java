package dev.halcyon.server.azure.manage;

import static dev.halcyon.workspace.ingest.TransformationErrorLog.CATEGORY;
import static dev.halcyon.workspace.ingest.TransformationErrorLog.EVERY_CATEGORY;
import static dev.halcyon.workspace.ingest.TransformationErrorLog.SETTINGS;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.resource.StoredResource;
import dev.halcyon.workspace.rule.DataCollectionRule;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Diagnostic settings of data collection rules: whether their errors go to the table {@code DCRLogErrors}. No other
 * resource writes logs about itself, so a setting of another one is refused.
 */
public final class DiagnosticSettingRoutes {

    private static final String PATH = "/{resource...}/providers/" + SETTINGS;
    private static final String CATEGORIES = PATH + "Categories";
    private static final List<String> OTHER_DESTINATIONS = List.of(
            "storageAccountId",
            "eventHubAuthorizationRuleId",
            "eventHubName",
            "serviceBusRuleId",
            "marketplacePartnerId");
    private static final int MAXIMUM_SETTINGS = 5;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;
    private final ExtensionResources settings;

    public DiagnosticSettingRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
        this.settings = new ExtensionResources(workspace.resources(), SETTINGS);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(PATH + "/{name}", this::put, "PUT"),
                Route.of(PATH + "/{name}", exchange -> settings.get(exchange, ruleId(exchange)), "GET"),
                Route.of(PATH + "/{name}", exchange -> settings.delete(exchange, ruleId(exchange)), "DELETE"),
                Route.of(PATH, exchange -> settings.list(exchange, ruleId(exchange)), "GET"),
                Route.of(CATEGORIES, this::categories, "GET"),
                Route.of(CATEGORIES + "/{name}", this::category, "GET"));
    }

    private void put(Exchange exchange) throws IOException {
        String ruleId = ruleId(exchange);
        JsonNode body = ManageAccess.body(exchange);
        check(body.path("properties"));
        String id = settings.id(exchange, ruleId);
        Preconditions.check(exchange, workspace.resources().find(id).map(StoredResource::etag));
        List<StoredResource> others = settings.of(ruleId).stream()
                .filter(setting -> !setting.id().equalsIgnoreCase(id))
                .toList();
        if (others.size() >= MAXIMUM_SETTINGS) {
            throw HttpProblem.of(
                    409, "Conflict", "A resource has at most %d diagnostic settings.".formatted(MAXIMUM_SETTINGS));
        }
        for (StoredResource other : others) {
            if (isEnabled(body) && isEnabled(JSON.readTree(other.json()))) {
                throw HttpProblem.of(
                        409,
                        "Conflict",
                        "The setting '%s' sends the category %s to this workspace already."
                                .formatted(other.name(), CATEGORY));
            }
        }
        exchange.respond(200, ArmJson.resource(workspace.resources().put(id, SETTINGS, body)));
    }

    private void check(JsonNode properties) {
        for (String member : OTHER_DESTINATIONS) {
            if (!properties.path(member).asString("").isBlank()) {
                throw bad("'%s' is not supported: this server writes to its workspace only.".formatted(member));
            }
        }
        String destination = properties.path("workspaceId").asString("");
        if (!destination.equalsIgnoreCase(workspace.resourceId())) {
            throw bad("'workspaceId' must be '%s'.".formatted(workspace.resourceId()));
        }
        if (!properties.path("metrics").isEmpty()) {
            throw bad("'metrics' are not supported: figures of rules are at /metrics.");
        }
        JsonNode logs = properties.path("logs");
        if (logs.isEmpty()) {
            throw bad("A setting needs at least one category in 'logs'.");
        }
        for (JsonNode log : logs) {
            String category = log.path("category").asString("");
            String group = log.path("categoryGroup").asString("");
            if (category.isEmpty() == group.isEmpty()) {
                throw bad("An entry of 'logs' has either a 'category' or a 'categoryGroup'.");
            }
            if (!category.equalsIgnoreCase(CATEGORY) && !group.equalsIgnoreCase(EVERY_CATEGORY)) {
                throw bad("The category '%s' is not supported: a rule has %s, in the group %s."
                        .formatted(category + group, CATEGORY, EVERY_CATEGORY));
            }
        }
    }

    private static boolean isEnabled(JsonNode setting) {
        return StreamSupport.stream(setting.path("properties").path("logs").spliterator(), false)
                .anyMatch(log -> log.path("enabled").asBoolean(false));
    }

    private void categories(Exchange exchange) throws IOException {
        exchange.respond(200, ArmJson.list(List.of(category(rule(exchange)))));
    }

    private void category(Exchange exchange) throws IOException {
        DataCollectionRule rule = rule(exchange);
        if (!exchange.pathParameter("name").equalsIgnoreCase(CATEGORY)) {
            throw ExtensionResources.notFound(exchange.pathParameter("name"));
        }
        exchange.respond(200, category(rule));
    }

    private static ObjectNode category(DataCollectionRule rule) {
        ObjectNode category = JSON.createObjectNode();
        ArmJson.identify(
                category,
                rule.resourceId() + "/providers/" + SETTINGS + "Categories/" + CATEGORY,
                CATEGORY,
                SETTINGS + "Categories");
        ObjectNode properties = category.putObject("properties").put("categoryType", "Logs");
        properties.putArray("categoryGroups").add(EVERY_CATEGORY);
        return category;
    }

    private DataCollectionRule rule(Exchange exchange) {
        access.require(exchange);
        ApiVersions.DIAGNOSTIC_SETTINGS.require(exchange);
        String id = "/" + exchange.pathParameter("resource");
        return workspace
                .rules()
                .byResourceId(id)
                .orElseThrow(() -> HttpProblem.of(
                        400,
                        "ResourceTypeNotSupported",
                        "Diagnostic settings are there for data collection rules; '%s' is none.".formatted(id)));
    }

    private String ruleId(Exchange exchange) {
        return rule(exchange).resourceId();
    }

    private static HttpProblem bad(String message) {
        return HttpProblem.of(400, "BadRequest", message);
    }
}
