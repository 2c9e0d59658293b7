package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.function.InvalidFunctionException;
import dev.halcyon.workspace.function.SavedSearch;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Saved queries and functions of the workspace (management.md section 2). */
public final class SavedSearchRoutes {

    private static final String PATH = "/subscriptions/{subscription}/resourceGroups/{group}/providers/"
            + "Microsoft.OperationalInsights/workspaces/{workspace}/savedSearches";
    private static final String TYPE = "Microsoft.OperationalInsights/savedSearches";
    private static final int VERSION = 2;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Workspace workspace;
    private final ManageAccess access;

    public SavedSearchRoutes(Workspace workspace) {
        this.workspace = workspace;
        this.access = new ManageAccess(workspace);
    }

    public List<Route> routes() {
        return List.of(
                Route.of(PATH + "/{id}", this::put, "PUT"),
                Route.of(PATH + "/{id}", this::get, "GET"),
                Route.of(PATH + "/{id}", this::delete, "DELETE"),
                Route.of(PATH, this::list, "GET"));
    }

    private void put(Exchange exchange) throws IOException {
        require(exchange);
        String id = exchange.pathParameter("id");
        JsonNode body = ManageAccess.body(exchange);
        Optional<SavedSearch> old = workspace.savedSearches().find(id);
        Preconditions.check(exchange, old.map(SavedSearch::etag));
        Preconditions.checkBody(body.path("etag").asString(""), old.map(SavedSearch::etag));
        JsonNode properties = body.path("properties");
        Map<String, String> tags = new HashMap<>();
        for (JsonNode tag : properties.path("tags")) {
            tags.put(tag.path("name").asString(""), tag.path("value").asString(""));
        }
        SavedSearch wanted = new SavedSearch(
                id,
                properties.path("category").asString(""),
                properties.path("displayName").asString(id),
                properties.path("query").asString(""),
                properties.path("functionAlias").asString(""),
                properties.path("functionParameters").asString(""),
                tags,
                "");
        try {
            exchange.respond(200, json(workspace.savedSearches().put(wanted)));
        } catch (InvalidFunctionException e) {
            throw HttpProblem.of(400, "InvalidParameter", String.valueOf(e.getMessage()));
        }
    }

    private void get(Exchange exchange) throws IOException {
        require(exchange);
        String id = exchange.pathParameter("id");
        SavedSearch search = workspace
                .savedSearches()
                .find(id)
                .orElseThrow(() ->
                        HttpProblem.of(404, "ResourceNotFound", "The saved search '%s' was not found.".formatted(id)));
        exchange.respond(200, json(search));
    }

    private void delete(Exchange exchange) {
        require(exchange);
        Preconditions.checkDeletion(
                exchange,
                workspace.savedSearches().find(exchange.pathParameter("id")).map(SavedSearch::etag));
        exchange.respond(workspace.savedSearches().delete(exchange.pathParameter("id")) ? 200 : 204);
    }

    private void list(Exchange exchange) throws IOException {
        require(exchange);
        ObjectNode body = JSON.createObjectNode();
        ArrayNode value = body.putArray("value");
        workspace.savedSearches().all().forEach(search -> value.add(json(search)));
        body.putNull("nextLink");
        exchange.respond(200, body);
    }

    private void require(Exchange exchange) {
        access.require(exchange, workspace);
        ApiVersions.SAVED_SEARCHES.require(exchange);
    }

    private ObjectNode json(SavedSearch search) {
        ObjectNode body = JSON.createObjectNode();
        body.put("id", workspace.resourceId() + "/savedSearches/" + search.id());
        body.put("name", search.id());
        body.put("type", TYPE);
        body.put("etag", search.etag());
        ObjectNode properties = body.putObject("properties");
        properties.put("category", search.category());
        properties.put("displayName", search.displayName());
        properties.put("query", search.query());
        if (search.isFunction()) {
            properties.put("functionAlias", search.alias());
            properties.put("functionParameters", search.parameters());
        }
        properties.put("version", VERSION);
        ArrayNode tags = properties.putArray("tags");
        search.tags()
                .forEach((name, value) -> tags.addObject().put("name", name).put("value", value));
        return body;
    }
}
