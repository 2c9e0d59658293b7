package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.resource.StoredResource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Data collection endpoints (ingestion.md section 2). All of them are this server, which takes rows for every rule. */
public final class EndpointRoutes {

    static final String TYPE = "Microsoft.Insights/dataCollectionEndpoints";

    private static final String SUBSCRIPTION_PATH = "/subscriptions/{subscription}/providers/" + TYPE;
    private static final String GROUP_PATH = "/subscriptions/{subscription}/resourceGroups/{group}/providers/" + TYPE;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public EndpointRoutes(Workspace workspace) {
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
        String id = InsightsAddress.resource(exchange, TYPE);
        RuleRoutes.checkName(exchange.pathParameter("name"));
        Preconditions.check(exchange, workspace.resources().find(id).map(StoredResource::etag));
        JsonNode body = ManageAccess.body(exchange);
        check(body);
        StoredResource stored = workspace.resources().put(id, TYPE, body);
        exchange.respond(stored.isNew() ? 201 : 200, json(exchange, stored));
    }

    private void patch(Exchange exchange) throws IOException {
        require(exchange);
        StoredResource old = found(exchange);
        Preconditions.check(exchange, Optional.of(old.etag()));
        JsonNode changed = ArmJson.patched(JSON.readTree(old.json()), ManageAccess.body(exchange));
        check(changed);
        exchange.respond(200, json(exchange, workspace.resources().put(old.id(), TYPE, changed)));
    }

    /** Who asks to close an endpoint must not believe that it is closed. */
    private static void check(JsonNode body) {
        String wanted = body.at("/properties/networkAcls/publicNetworkAccess").asString("Enabled");
        if (!wanted.equalsIgnoreCase("Enabled")) {
            throw HttpProblem.of(
                    400,
                    "InvalidParameter",
                    ("networkAcls.publicNetworkAccess '%s' is not supported: choose with the server's options at which "
                                    + "addresses and ports it listens.")
                            .formatted(wanted));
        }
    }

    private void get(Exchange exchange) throws IOException {
        require(exchange);
        exchange.respond(200, json(exchange, found(exchange)));
    }

    private void delete(Exchange exchange) {
        require(exchange);
        String id = InsightsAddress.resource(exchange, TYPE);
        Preconditions.checkDeletion(exchange, workspace.resources().find(id).map(StoredResource::etag));
        exchange.respond(workspace.resources().delete(id) ? 200 : 204);
    }

    private void listOfGroup(Exchange exchange) throws IOException {
        list(exchange, InsightsAddress.belowGroup(exchange, TYPE));
    }

    private void listOfSubscription(Exchange exchange) throws IOException {
        list(exchange, InsightsAddress.belowSubscription(exchange));
    }

    private void list(Exchange exchange, String prefix) throws IOException {
        List<StoredResource> seen =
                access.readable(exchange, workspace.resources().below(prefix, TYPE), StoredResource::id);
        ApiVersions.COLLECTION_RULES.require(exchange);
        exchange.respond(
                200,
                ArmJson.list(
                        seen.stream().map(resource -> json(exchange, resource)).toList()));
    }

    private void require(Exchange exchange) {
        access.require(exchange);
        ApiVersions.COLLECTION_RULES.require(exchange);
    }

    private StoredResource found(Exchange exchange) {
        return workspace
                .resources()
                .find(InsightsAddress.resource(exchange, TYPE))
                .orElseThrow(() -> InsightsAddress.notFound(exchange, TYPE));
    }

    private static ObjectNode json(Exchange exchange, StoredResource resource) {
        ObjectNode body = ArmJson.resource(resource);
        ObjectNode properties = body.withObject("properties");
        String address = exchange.baseAddress();
        properties.put("immutableId", "dce-" + resource.immutableId());
        properties.putObject("configurationAccess").put("endpoint", address);
        properties.putObject("logsIngestion").put("endpoint", address);
        properties.putObject("metricsIngestion").put("endpoint", address);
        if (!properties.path("networkAcls").isObject()) {
            properties.putObject("networkAcls").put("publicNetworkAccess", "Enabled");
        }
        return body;
    }
}
