package dev.halcyon.cli.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and changes the functions that are saved in a workspace (management.md section 2); needs its owner's key. */
public final class FunctionClient implements WorkspaceClient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String VERSION = "2020-08-01";
    private static final int DOCUMENT_VERSION = 2;

    private final ResourceClient resources;
    private final String list;

    /**
     * A client.
     *
     * @param workspaceId the workspace's id, name or ARM id
     * @throws ServiceException when the key may not read the workspace
     */
    public FunctionClient(ServerAccess server, String workspaceId) {
        this.resources = new ResourceClient(server, workspaceId);
        this.list = resources.workspaceResourceId() + "/savedSearches";
    }

    /** Every saved query and function. */
    public List<StoredFunction> all() {
        return resources
                .send("GET", list, VERSION, Optional.empty())
                .path("value")
                .valueStream()
                .map(FunctionClient::read)
                .toList();
    }

    /** The function that queries call by a name. */
    public Optional<StoredFunction> find(String name) {
        return all().stream().filter(function -> function.name().equals(name)).findFirst();
    }

    /**
     * Creates or replaces a function.
     *
     * @throws ServiceException when it is not valid, or was changed since it was read
     */
    public void put(StoredFunction function) {
        ObjectNode body = JSON.createObjectNode().put("etag", function.etag());
        ObjectNode properties = body.putObject("properties")
                .put("category", function.folder())
                .put("displayName", function.description())
                .put("query", function.query())
                .put("functionAlias", function.name())
                .put("functionParameters", function.parameters())
                .put("version", DOCUMENT_VERSION);
        ArrayNode tags = properties.putArray("tags");
        function.tags()
                .forEach((name, value) -> tags.addObject().put("name", name).put("value", value));
        resources.send("PUT", path(function.id()), VERSION, Optional.of(body));
    }

    /** Removes the saved query of that id. */
    public void delete(String id) {
        resources.send("DELETE", path(id), VERSION, Optional.empty());
    }

    private String path(String id) {
        return list + "/" + ResourceClient.segment(id);
    }

    private static StoredFunction read(JsonNode search) {
        JsonNode properties = search.path("properties");
        Map<String, String> tags = new java.util.TreeMap<>();
        for (JsonNode tag : properties.path("tags")) {
            tags.put(tag.path("name").asString(""), tag.path("value").asString(""));
        }
        return new StoredFunction(
                search.path("name").asString(""),
                properties.path("functionAlias").asString(""),
                properties.path("functionParameters").asString(""),
                properties.path("category").asString(""),
                properties.path("displayName").asString(""),
                properties.path("query").asString(""),
                tags,
                search.path("etag").asString("*"));
    }

    @Override
    public void close() {
        resources.close();
    }
}
