package dev.halcyon.cli.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Applications and roles of a workspace. */
public final class AccessClient implements WorkspaceClient {

    private static final String APPLICATIONS = "/halcyon/v1/applications";
    private static final String VERSION = "?api-version=2022-04-01";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "Accept", "application/json");

    private final HttpExchange http;

    public AccessClient(ServerAccess server) {
        this.http = new HttpExchange(server);
    }

    /** The applications with tenant and workspace, as the server tells them. */
    public JsonNode applications() {
        return http.ask("GET", APPLICATIONS, HEADERS, new byte[0]);
    }

    /** Registers an application; the answer alone holds its secrets. */
    public JsonNode createApplication(String name, boolean withKey) {
        ObjectNode body = JSON.createObjectNode().put("name", name).put("apiKey", withKey);
        return http.ask("POST", APPLICATIONS, HEADERS, JSON.writeValueAsBytes(body));
    }

    public void deleteApplication(String clientId) {
        http.send("DELETE", APPLICATIONS + "/" + ResourceClient.segment(clientId), HEADERS, new byte[0]);
    }

    /** The id of the workspace that scopes are told by. */
    public String workspaceResourceId() {
        return applications().path("workspaceResourceId").asString("");
    }

    /** The roles that can be given, at a scope. */
    public List<JsonNode> roles(String scope) {
        return http.ask("GET", authorization(scope) + "roleDefinitions" + VERSION, HEADERS, new byte[0])
                .path("value")
                .valueStream()
                .toList();
    }

    /** A role by its name or GUID. */
    public Optional<JsonNode> role(String scope, String name) {
        return roles(scope).stream()
                .filter(role -> role.at("/properties/roleName").asString("").equalsIgnoreCase(name)
                        || role.path("name").asString("").equalsIgnoreCase(name))
                .findFirst();
    }

    /** What is given at a scope, above and below it. */
    public List<JsonNode> assignments(String scope) {
        return http.ask("GET", authorization(scope) + "roleAssignments" + VERSION, HEADERS, new byte[0])
                .path("value")
                .valueStream()
                .toList();
    }

    /** Gives a role, under a condition when it is not empty. */
    public JsonNode assign(String scope, String roleDefinitionId, String principalId, String condition) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode properties = body.putObject("properties")
                .put("roleDefinitionId", roleDefinitionId)
                .put("principalId", principalId);
        if (!condition.isBlank()) {
            properties.put("condition", condition).put("conditionVersion", "2.0");
        }
        return http.ask(
                "PUT",
                authorization(scope) + "roleAssignments/" + UUID.randomUUID() + VERSION,
                HEADERS,
                JSON.writeValueAsBytes(body));
    }

    /** Takes away what an assignment gives; its id holds its scope. */
    public void remove(String assignmentId) {
        http.send("DELETE", path(assignmentId) + VERSION, HEADERS, new byte[0]);
    }

    private static String authorization(String scope) {
        return path(scope) + "/providers/Microsoft.Authorization/";
    }

    /** An id as a path: what a name holds must not become syntax of the address. */
    private static String path(String id) {
        StringBuilder path = new StringBuilder();
        for (String segment : id.split("/", -1)) {
            if (!segment.isEmpty()) {
                path.append('/').append(ResourceClient.segment(segment));
            }
        }
        return path.toString();
    }

    @Override
    public void close() {
        http.close();
    }
}
