package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.SharedKeys;
import dev.halcyon.workspace.resource.StoredResource;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The workspace of this server as a resource (management.md section 2). There is exactly one, and it stays. */
public final class WorkspaceRoutes {

    private static final String TYPE = "Microsoft.OperationalInsights/workspaces";
    private static final String SUBSCRIPTION_PATH = "/subscriptions/{subscription}/providers/" + TYPE;
    private static final String GROUP_PATH = "/subscriptions/{subscription}/resourceGroups/{group}/providers/" + TYPE;
    private static final String DELETED = "/providers/Microsoft.OperationalInsights/deletedWorkspaces";
    private static final String DELETED_SUBSCRIPTION_PATH = "/subscriptions/{subscription}" + DELETED;
    private static final String DELETED_GROUP_PATH = "/subscriptions/{subscription}/resourceGroups/{group}" + DELETED;
    private static final String PATH = GROUP_PATH + "/{workspace}";
    private static final int SHORTEST_RETENTION = 4;
    private static final int LONGEST_RETENTION = 730;
    private static final int USUAL_RETENTION = 30;
    private static final Set<String> SETTINGS = Set.of(
            "sku",
            "retentionInDays",
            "workspaceCapping",
            "publicNetworkAccessForIngestion",
            "publicNetworkAccessForQuery",
            "features",
            "forceCmkForQuery",
            "defaultDataCollectionRuleResourceId");
    private static final String ENABLED = "Enabled";
    private static final List<String> NETWORK_ACCESS =
            List.of("publicNetworkAccessForIngestion", "publicNetworkAccessForQuery");
    private static final List<String> FEATURES = List.of(
            "enableLogAccessUsingOnlyResourcePermissions",
            "disableLocalAuth",
            "immediatePurgeDataOn30Days",
            "enableDataExport");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public WorkspaceRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(PATH, this::get, "GET"),
                Route.of(PATH, this::put, "PUT"),
                Route.of(PATH, this::patch, "PATCH"),
                Route.of(PATH, this::delete, "DELETE"),
                Route.of(GROUP_PATH, this::list, "GET"),
                Route.of(SUBSCRIPTION_PATH, this::list, "GET"),
                Route.of(DELETED_GROUP_PATH, this::deleted, "GET"),
                Route.of(DELETED_SUBSCRIPTION_PATH, this::deleted, "GET"),
                Route.of(PATH + "/sharedKeys", this::sharedKeys, "POST"),
                Route.of(PATH + "/api/sharedKeys", this::sharedKeys, "POST"),
                Route.of(PATH + "/regenerateSharedKey", this::regenerate, "POST"),
                Route.of(PATH + "/usages", this::empty, "GET"),
                Route.of(PATH + "/managementGroups", this::empty, "GET"),
                Route.of(PATH + "/availableServiceTiers", this::serviceTiers, "GET"),
                Route.of(PATH + "/schema", this::schema, "POST", "GET"));
    }

    private void get(Exchange exchange) throws IOException {
        require(exchange);
        exchange.respond(200, json());
    }

    private void list(Exchange exchange) throws IOException {
        String prefix = exchange.segments().size() > 4
                        && exchange.segments().get(2).equalsIgnoreCase("resourceGroups")
                ? "/subscriptions/%s/resourceGroups/%s/"
                        .formatted(
                                exchange.segments().get(1), exchange.segments().get(3))
                : "/subscriptions/%s/".formatted(exchange.segments().get(1));
        boolean inside = workspace.resourceId().regionMatches(true, 0, prefix, 0, prefix.length());
        List<String> seen =
                access.readable(exchange, inside ? List.of(workspace.resourceId()) : List.of(), Function.identity());
        ApiVersions.WORKSPACES.require(exchange);
        exchange.respond(200, ArmJson.list(seen.isEmpty() ? List.of() : List.of(json())));
    }

    /** None: a workspace is not deleted by a request. */
    private void deleted(Exchange exchange) throws IOException {
        access.require(exchange);
        ApiVersions.WORKSPACES.require(exchange);
        exchange.respond(200, ArmJson.list(List.of()));
    }

    private void put(Exchange exchange) throws IOException {
        access.require(exchange);
        ApiVersions.WORKSPACES.require(exchange);
        String id = "/subscriptions/%s/resourceGroups/%s/providers/%s/%s"
                .formatted(
                        exchange.pathParameter("subscription"),
                        exchange.pathParameter("group"),
                        TYPE,
                        exchange.pathParameter("workspace"));
        if (!workspace.answersTo(id)) {
            throw HttpProblem.of(
                    409,
                    "WorkspaceLimitReached",
                    "This server holds the workspace '%s' and makes no other: start another server for it."
                            .formatted(workspace.resourceId()));
        }
        store(exchange, ManageAccess.body(exchange));
    }

    private void patch(Exchange exchange) throws IOException {
        require(exchange);
        JsonNode patch = ManageAccess.body(exchange);
        store(exchange, ArmJson.patched(settings(), patch));
    }

    private void store(Exchange exchange, JsonNode body) throws IOException {
        Preconditions.check(exchange, stored().map(StoredResource::etag));
        check(body.path("properties"));
        checkSupported(body.path("properties"));
        ObjectNode kept = JSON.createObjectNode();
        if (body.path("tags").isObject()) {
            kept.set("tags", body.path("tags"));
        }
        kept.put("location", body.path("location").asString("local"));
        ObjectNode properties = kept.putObject("properties");
        body.path("properties").properties().forEach(property -> {
            if (SETTINGS.contains(property.getKey())) {
                properties.set(property.getKey(), property.getValue());
            }
        });
        workspace.resources().put(workspace.resourceId(), TYPE, kept);
        workspace.applySettings();
        exchange.respond(200, json());
    }

    private static void check(JsonNode properties) {
        JsonNode retention = properties.path("retentionInDays");
        if (!retention.isMissingNode()
                && !retention.isNull()
                && (!retention.isInt()
                        || retention.asInt() < SHORTEST_RETENTION
                        || retention.asInt() > LONGEST_RETENTION)) {
            throw HttpProblem.of(
                    400,
                    "InvalidParameter",
                    "retentionInDays is %s: use %d to %d days."
                            .formatted(retention, SHORTEST_RETENTION, LONGEST_RETENTION));
        }
        JsonNode quota = properties.path("workspaceCapping").path("dailyQuotaGb");
        if (!quota.isMissingNode()
                && !quota.isNull()
                && (!quota.isNumber() || (quota.asDouble() <= 0 && quota.asDouble() != -1))) {
            throw HttpProblem.of(
                    400,
                    "InvalidParameter",
                    "workspaceCapping.dailyQuotaGb is %s: use a positive number, or -1 for no cap.".formatted(quota));
        }
    }

    /** What is set and would change nothing is refused: who asks to close a door must not believe that it is closed. */
    private static void checkSupported(JsonNode properties) {
        for (String access : NETWORK_ACCESS) {
            String wanted = properties.path(access).asString(ENABLED);
            if (!wanted.equalsIgnoreCase(ENABLED)) {
                throw unsupported(
                        access, wanted, "choose with the server's options at which addresses and ports it listens");
            }
        }
        if (properties.path("forceCmkForQuery").asBoolean(false)) {
            throw unsupported("forceCmkForQuery", "true", "encrypt the data folder");
        }
        JsonNode features = properties.path("features");
        for (String feature : FEATURES) {
            JsonNode given = features.path(feature);
            if (!given.isMissingNode() && !given.isNull() && !given.isBoolean()) {
                throw HttpProblem.of(
                        400, "InvalidParameter", "features.%s is %s: use true or false.".formatted(feature, given));
            }
        }
        if (features.path("enableDataExport").asBoolean(false)) {
            throw unsupported("features.enableDataExport", "true", "use the command 'halcyon export'");
        }
    }

    private static HttpProblem unsupported(String setting, String value, String advice) {
        return HttpProblem.of(
                400, "InvalidParameter", "%s '%s' is not supported: %s.".formatted(setting, value, advice));
    }

    private void delete(Exchange exchange) {
        require(exchange);
        throw HttpProblem.of(
                409,
                "OperationNotAllowed",
                "The workspace of a server is not deleted by a request: stop the server and delete its data folder.");
    }

    private void sharedKeys(Exchange exchange) throws IOException {
        require(exchange);
        exchange.respond(200, keys(workspace.sharedKeys().pair()));
    }

    private void regenerate(Exchange exchange) throws IOException {
        require(exchange);
        exchange.respond(200, keys(workspace.sharedKeys().regenerate()));
    }

    private static ObjectNode keys(SharedKeys.Pair pair) {
        return JSON.createObjectNode()
                .put("primarySharedKey", pair.primary())
                .put("secondarySharedKey", pair.secondary());
    }

    private void empty(Exchange exchange) throws IOException {
        require(exchange);
        exchange.respond(200, ArmJson.list(List.of()));
    }

    private void serviceTiers(Exchange exchange) throws IOException {
        require(exchange);
        var tiers = JSON.createArrayNode();
        tiers.addObject()
                .put("serviceTier", "PerGB2018")
                .put("enabled", true)
                .put("minimumRetention", SHORTEST_RETENTION)
                .put("maximumRetention", LONGEST_RETENTION)
                .put("defaultRetention", USUAL_RETENTION);
        exchange.respond(200, tiers);
    }

    private void schema(Exchange exchange) throws IOException {
        require(exchange);
        ObjectNode body = JSON.createObjectNode();
        ObjectNode metadata = body.putObject("metadata").put("resultType", "schema");
        metadata.putObject("schema")
                .put("name", "Microsoft.OperationalInsights")
                .put("version", 2);
        var value = body.putArray("value");
        workspace
                .store()
                .catalog()
                .tables()
                .forEach(table -> table.columns()
                        .forEach(column -> value.addObject()
                                .put("name", column.name())
                                .put("type", column.type().kqlName())
                                .put("indexed", true)
                                .put("stored", true)
                                .put("facet", false)
                                .put("display", !table.hidden().contains(column.name()))
                                .putArray("ownerType")
                                .add(table.name())));
        exchange.respond(200, body);
    }

    private void require(Exchange exchange) {
        access.require(exchange, workspace);
        ApiVersions.WORKSPACES.require(exchange);
    }

    private Optional<StoredResource> stored() {
        return workspace.resources().find(workspace.resourceId());
    }

    private ObjectNode settings() {
        return stored().map(resource -> (ObjectNode) JSON.readTree(resource.json()))
                .orElseGet(JSON::createObjectNode);
    }

    private ObjectNode json() {
        Optional<StoredResource> stored = stored();
        ObjectNode body = settings();
        ArmJson.identify(body, workspace.resourceId(), workspace.name(), TYPE);
        if (!body.has("location")) {
            body.put("location", "local");
        }
        body.put("etag", stored.map(StoredResource::etag).orElse("initial"));
        ObjectNode properties = body.withObject("properties");
        properties.put("customerId", workspace.store().identity().customerId().toString());
        properties.put("provisioningState", "Succeeded");
        absent(properties, "sku", JSON.createObjectNode().put("name", "PerGB2018"));
        absent(properties, "retentionInDays", JSON.getNodeFactory().numberNode(USUAL_RETENTION));
        for (String access : NETWORK_ACCESS) {
            absent(properties, access, JSON.getNodeFactory().stringNode(ENABLED));
        }
        ObjectNode features = properties.withObject("features");
        Map.of(
                        "enableLogAccessUsingOnlyResourcePermissions", true,
                        "disableLocalAuth", false,
                        "immediatePurgeDataOn30Days", false,
                        "enableDataExport", false)
                .forEach((name, usual) ->
                        absent(features, name, JSON.getNodeFactory().booleanNode(usual)));
        ObjectNode capping = properties.withObject("workspaceCapping");
        absent(capping, "dailyQuotaGb", JSON.getNodeFactory().numberNode(-1));
        Instant midnight = Instant.now()
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1)
                .toInstant();
        capping.put("quotaNextResetTime", midnight.toString());
        capping.put(
                "dataIngestionStatus",
                workspace.selfReport().dailyCap().status().text());
        Instant created = workspace.store().identity().createdAt();
        properties.put("createdDate", created.toString());
        properties.put(
                "modifiedDate",
                stored.map(StoredResource::modifiedAt).orElse(created).toString());
        return body;
    }

    private static void absent(ObjectNode node, String name, JsonNode value) {
        if (!node.has(name) || node.path(name).isNull()) {
            node.set(name, value);
        }
    }
}
