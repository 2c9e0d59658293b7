package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.ErrorBody;
import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.rule.DataCollectionRule;
import dev.halcyon.workspace.rule.InvalidRuleException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Data collection rules (ingestion.md section 2). */
public final class RuleRoutes {

    private static final String GROUP_PATH = "/subscriptions/{subscription}/resourceGroups/{group}/providers/"
            + "Microsoft.Insights/dataCollectionRules";
    private static final String SUBSCRIPTION_PATH =
            "/subscriptions/{subscription}/providers/Microsoft.Insights/dataCollectionRules";
    private static final String TYPE = "Microsoft.Insights/dataCollectionRules";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.()-]{2,63}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public RuleRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(GROUP_PATH + "/{name}", this::put, "PUT"),
                Route.of(GROUP_PATH + "/{name}", this::patch, "PATCH"),
                Route.of(GROUP_PATH + "/{name}", this::get, "GET"),
                Route.of(GROUP_PATH + "/{name}", this::delete, "DELETE"),
                Route.of(GROUP_PATH, this::listOfGroup, "GET"),
                Route.of(SUBSCRIPTION_PATH, this::listOfSubscription, "GET"));
    }

    private void put(Exchange exchange) throws IOException {
        require(exchange);
        checkName(exchange.pathParameter("name"));
        Optional<DataCollectionRule> old = workspace.rules().byResourceId(InsightsAddress.resource(exchange, TYPE));
        Preconditions.check(exchange, old.map(DataCollectionRule::etag));
        DataCollectionRule rule = store(InsightsAddress.resource(exchange, TYPE), ManageAccess.body(exchange));
        exchange.respond(old.isEmpty() ? 201 : 200, json(exchange, rule));
    }

    private void patch(Exchange exchange) throws IOException {
        require(exchange);
        DataCollectionRule old = found(exchange);
        Preconditions.check(exchange, Optional.of(old.etag()));
        ObjectNode changed = ArmJson.patched(JSON.readTree(old.json()), ManageAccess.body(exchange));
        exchange.respond(200, json(exchange, store(old.resourceId(), changed)));
    }

    private DataCollectionRule store(String resourceId, JsonNode body) {
        try {
            return workspace.rules().put(resourceId, body);
        } catch (InvalidRuleException e) {
            throw problem(e);
        }
    }

    static HttpProblem problem(InvalidRuleException e) {
        List<ErrorBody> details = e.mistakes().stream()
                .map(mistake -> ErrorBody.of(mistake.code(), mistake.message()).withTarget(mistake.target()))
                .toList();
        return new HttpProblem(
                400,
                ErrorBody.of("InvalidPayload", "Data collection rule is invalid")
                        .withDetails(details));
    }

    /**
     * Refuses names that a rule or an endpoint cannot have.
     *
     * @throws HttpProblem 400
     */
    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw HttpProblem.of(
                    400,
                    "InvalidResourceName",
                    "The name '%s' is not valid: 3 to 64 letters, digits, '_', '-', '.' or brackets.".formatted(name));
        }
    }

    private void get(Exchange exchange) throws IOException {
        require(exchange);
        exchange.respond(200, json(exchange, found(exchange)));
    }

    private void delete(Exchange exchange) {
        require(exchange);
        String id = InsightsAddress.resource(exchange, TYPE);
        Preconditions.checkDeletion(exchange, workspace.rules().byResourceId(id).map(DataCollectionRule::etag));
        exchange.respond(workspace.rules().delete(id) ? 200 : 204);
    }

    private void listOfGroup(Exchange exchange) throws IOException {
        list(exchange, InsightsAddress.belowGroup(exchange, TYPE));
    }

    private void listOfSubscription(Exchange exchange) throws IOException {
        list(exchange, InsightsAddress.belowSubscription(exchange));
    }

    private void list(Exchange exchange, String prefix) throws IOException {
        String start = prefix.toLowerCase(Locale.ROOT);
        List<DataCollectionRule> below = workspace.rules().all().stream()
                .filter(rule -> rule.resourceId().toLowerCase(Locale.ROOT).startsWith(start))
                .toList();
        List<DataCollectionRule> seen = access.readable(exchange, below, DataCollectionRule::resourceId);
        ApiVersions.COLLECTION_RULES.require(exchange);
        exchange.respond(
                200,
                ArmJson.list(seen.stream().map(rule -> json(exchange, rule)).toList()));
    }

    private void require(Exchange exchange) {
        access.require(exchange);
        ApiVersions.COLLECTION_RULES.require(exchange);
    }

    private DataCollectionRule found(Exchange exchange) {
        return workspace
                .rules()
                .byResourceId(InsightsAddress.resource(exchange, TYPE))
                .orElseThrow(() -> InsightsAddress.notFound(exchange, TYPE));
    }

    private ObjectNode json(Exchange exchange, DataCollectionRule rule) {
        ObjectNode body = (ObjectNode) JSON.readTree(rule.json());
        ArmJson.identify(body, rule.resourceId(), rule.name(), TYPE);
        body.put("etag", rule.etag());
        ArmJson.systemData(body, rule.createdAt(), rule.modifiedAt());
        ObjectNode properties = body.withObject("properties");
        properties.put("immutableId", rule.immutableId());
        properties.put("provisioningState", "Succeeded");
        // Clients show the workspace by its id, which the owner of a rule does not have to give.
        for (JsonNode destination : properties.path("destinations").path("logAnalytics")) {
            if (destination instanceof ObjectNode object
                    && workspace.answersTo(object.path("workspaceResourceId").asString(""))) {
                object.put(
                        "workspaceId", workspace.store().identity().customerId().toString());
            }
        }
        if (body.path("kind").asString("").equalsIgnoreCase("Direct")) {
            properties
                    .putObject("endpoints")
                    .put("logsIngestion", exchange.baseAddress())
                    .put("metricsIngestion", exchange.baseAddress());
        }
        return body;
    }
}
