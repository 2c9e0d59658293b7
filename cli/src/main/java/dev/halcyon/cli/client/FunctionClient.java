package dev.halcyon.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and changes the functions that are saved in a workspace (management.md section 2); needs its owner's key. */
public final class FunctionClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String VERSION = "?api-version=2020-08-01";
    private static final int DOCUMENT_VERSION = 2;
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Accept", "application/json");

    private final HttpExchange http;
    private final String list;

    /**
     * A client.
     *
     * @param workspaceId the workspace's id, name or ARM id
     * @throws ServiceException when the key may not read the workspace
     */
    public FunctionClient(ServerAccess server, String workspaceId) {
        this.http = new HttpExchange(server);
        boolean known = false;
        try {
            this.list = resourceId(workspaceId) + "/savedSearches";
            known = true;
        } finally {
            if (!known) {
                http.close();
            }
        }
    }

    /** The management interface knows workspaces by their ARM ids only; the query interface tells them. */
    private String resourceId(String workspaceId) {
        if (workspaceId.startsWith("/")) {
            return workspaceId;
        }
        JsonNode metadata = ask("GET", "/v1/workspaces/%s/metadata".formatted(segment(workspaceId)), new byte[0]);
        return metadata.at("/workspaces/0/resourceId").asString("");
    }

    /** Every saved query and function. */
    public List<StoredFunction> all() {
        return ask("GET", list + VERSION, new byte[0])
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
        ask("PUT", path(function.id()), JSON.writeValueAsBytes(body));
    }

    /** Removes the saved query of that id. */
    public void delete(String id) {
        http.send("DELETE", path(id), HEADERS, new byte[0]);
    }

    private String path(String id) {
        return list + "/" + segment(id) + VERSION;
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

    private JsonNode ask(String method, String path, byte[] body) {
        byte[] answer = http.send(method, path, HEADERS, body);
        try {
            return JSON.readTree(answer);
        } catch (JacksonException e) {
            throw new ServiceException(
                    500, "InvalidAnswer", "The server's answer is not JSON.", Optional.empty(), List.of());
        }
    }

    /** A name as one segment of a path: a plus sign would be one there. */
    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }
}
