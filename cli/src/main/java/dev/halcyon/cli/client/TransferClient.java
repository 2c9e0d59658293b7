package dev.halcyon.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks a server to write backups and exports into its own folder. */
public final class TransferClient implements WorkspaceClient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final HttpExchange http;
    private final String path;

    public TransferClient(ServerAccess server, String workspaceId) {
        this.http = new HttpExchange(server);
        this.path = "/halcyon/v1/workspaces/" + URLEncoder.encode(workspaceId, StandardCharsets.UTF_8);
    }

    /** What was written: path, files, bytes. */
    public JsonNode backup(String name) {
        return post("/backups", JSON.createObjectNode().put("name", name));
    }

    /** What was written: path, files, rows, kept. */
    public JsonNode export(String name, String query, boolean resume) {
        return post(
                "/exports",
                JSON.createObjectNode().put("name", name).put("query", query).put("resume", resume));
    }

    private JsonNode post(String what, ObjectNode body) {
        return http.ask("POST", path + what, HEADERS, JSON.writeValueAsBytes(body));
    }

    @Override
    public void close() {
        http.close();
    }
}
