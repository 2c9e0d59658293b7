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

/** Which rule or endpoint belongs to which resource (ingestion.md section 2). Kept and shown; no agent asks for them. */
public final class AssociationRoutes {

    private static final String TYPE = "Microsoft.Insights/dataCollectionRuleAssociations";
    private static final String PATH = "/{resource...}/providers/" + TYPE;
    private static final String GROUP_PATH = "/subscriptions/{subscription}/resourceGroups/{group}/providers/";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public AssociationRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(PATH + "/{name}", this::put, "PUT"),
                Route.of(PATH + "/{name}", this::get, "GET"),
                Route.of(PATH + "/{name}", this::delete, "DELETE"),
                Route.of(PATH, this::listOfResource, "GET"),
                Route.of(
                        GROUP_PATH + "Microsoft.Insights/dataCollectionRules/{name}/associations",
                        exchange -> listOf(exchange, "dataCollectionRuleId", "Microsoft.Insights/dataCollectionRules"),
                        "GET"),
                Route.of(
                        GROUP_PATH + EndpointRoutes.TYPE + "/{name}/associations",
                        exchange -> listOf(exchange, "dataCollectionEndpointId", EndpointRoutes.TYPE),
                        "GET"));
    }

    private void put(Exchange exchange) throws IOException {
        require(exchange);
        String id = resourceId(exchange);
        Preconditions.check(exchange, workspace.resources().find(id).map(StoredResource::etag));
        JsonNode body = ManageAccess.body(exchange);
        JsonNode properties = body.path("properties");
        if (properties.path("dataCollectionRuleId").asString("").isBlank()
                == properties.path("dataCollectionEndpointId").asString("").isBlank()) {
            throw HttpProblem.of(
                    400,
                    "InvalidPayload",
                    "An association names either a dataCollectionRuleId or a dataCollectionEndpointId.");
        }
        StoredResource stored = workspace.resources().put(id, TYPE, body);
        exchange.respond(stored.isNew() ? 201 : 200, ArmJson.resource(stored));
    }

    private void get(Exchange exchange) throws IOException {
        require(exchange);
        String id = resourceId(exchange);
        exchange.respond(
                200,
                ArmJson.resource(workspace
                        .resources()
                        .find(id)
                        .orElseThrow(() -> HttpProblem.of(
                                404, "ResourceNotFound", "The Resource '%s' was not found.".formatted(id)))));
    }

    private void delete(Exchange exchange) {
        require(exchange);
        exchange.respond(workspace.resources().delete(resourceId(exchange)) ? 200 : 204);
    }

    private void listOfResource(Exchange exchange) throws IOException {
        require(exchange);
        exchange.respond(
                200,
                ArmJson.list(workspace.resources().below(parentId(exchange) + "/", TYPE).stream()
                        .map(ArmJson::resource)
                        .toList()));
    }

    private void listOf(Exchange exchange, String member, String type) throws IOException {
        require(exchange);
        String id = "/subscriptions/%s/resourceGroups/%s/providers/%s/%s"
                .formatted(
                        exchange.pathParameter("subscription"),
                        exchange.pathParameter("group"),
                        type,
                        exchange.pathParameter("name"));
        List<ObjectNode> found = workspace.resources().below("/", TYPE).stream()
                .filter(resource -> Optional.of(JSON.readTree(resource.json()))
                        .map(body -> body.path("properties").path(member).asString(""))
                        .filter(id::equalsIgnoreCase)
                        .isPresent())
                .map(ArmJson::resource)
                .toList();
        exchange.respond(200, ArmJson.list(found));
    }

    private void require(Exchange exchange) {
        access.require(exchange);
        ApiVersions.COLLECTION_RULES.require(exchange);
    }

    private static String parentId(Exchange exchange) {
        return "/" + exchange.pathParameter("resource") + "/providers/" + TYPE;
    }

    private static String resourceId(Exchange exchange) {
        return parentId(exchange) + "/" + exchange.pathParameter("name");
    }
}
