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
    private final ExtensionResources associations;

    public AssociationRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
        this.associations = new ExtensionResources(workspace.resources(), TYPE);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(PATH + "/{name}", this::put, "PUT"),
                Route.of(PATH + "/{name}", exchange -> associations.get(exchange, parent(exchange)), "GET"),
                Route.of(PATH + "/{name}", exchange -> associations.delete(exchange, parent(exchange)), "DELETE"),
                Route.of(PATH, exchange -> associations.list(exchange, parent(exchange)), "GET"),
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
        String id = associations.id(exchange, parent(exchange));
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

    /** What the caller may do is decided before its resources are looked at. */
    private String parent(Exchange exchange) {
        require(exchange);
        return "/" + exchange.pathParameter("resource");
    }
}
