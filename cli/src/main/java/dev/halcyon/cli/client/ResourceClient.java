package dev.halcyon.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The management interface: resources by their ids, and actions on them. */
public final class ResourceClient implements WorkspaceClient {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final HttpExchange http;
    private final String workspaceResourceId;

    /**
     * A client.
     *
     * @param workspaceId the workspace's id, name or ARM id
     * @throws ServiceException when the key may not read the workspace
     */
    public ResourceClient(ServerAccess server, String workspaceId) {
        this.http = new HttpExchange(server);
        boolean known = false;
        try {
            this.workspaceResourceId = resourceId(workspaceId);
            known = true;
        } finally {
            if (!known) {
                http.close();
            }
        }
    }

    private String resourceId(String workspaceId) {
        if (workspaceId.startsWith("/")) {
            return workspaceId;
        }
        String path = "/v1/workspaces/%s/metadata?select=workspaces".formatted(segment(workspaceId));
        return http.ask("GET", path, HEADERS, new byte[0])
                .at("/workspaces/0/resourceId")
                .asString("");
    }

    /** The ARM id of the workspace. */
    public String workspaceResourceId() {
        return workspaceResourceId;
    }

    /**
     * Sends a request to a resource.
     *
     * @param id its ARM id, or that of an action on it
     * @param body empty for none
     * @throws ServiceException when it is refused
     */
    public JsonNode send(String method, String id, String apiVersion, Optional<JsonNode> body) {
        return send(method, id, apiVersion, "", body);
    }

    /**
     * The same with further parameters.
     *
     * @param parameters such as {@code &source=x}, encoded
     */
    public JsonNode send(String method, String id, String apiVersion, String parameters, Optional<JsonNode> body) {
        String path = id + "?api-version=" + segment(apiVersion) + parameters;
        byte[] content = body.map(JSON::writeValueAsBytes).orElseGet(() -> new byte[0]);
        return http.ask(method, path, HEADERS, content);
    }

    /** Sends bytes that are JSON already, packed; waits for a server that is busy. */
    public JsonNode sendPacked(String path, byte[] gzip) {
        return http.askPatiently(
                "POST", path, Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"), gzip);
    }

    /** A name as one segment of a path: a plus sign would be one there. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }
}
