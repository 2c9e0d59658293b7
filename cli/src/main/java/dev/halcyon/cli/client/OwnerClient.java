package dev.halcyon.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the owner of a workspace may do: make tables and collection rules, upload rows. */
public final class OwnerClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TABLE_VERSION = "2022-10-01";
    private static final String RULE_VERSION = "2023-03-11";
    private static final String UPLOAD_VERSION = "2023-01-01";
    private static final Map<String, String> JSON_BODY = Map.of("Content-Type", "application/json");
    private static final Map<String, String> GZIP_BODY =
            Map.of("Content-Type", "application/json", "Content-Encoding", "gzip");

    private final HttpExchange http;
    private final String workspaceResourceId;

    /**
     * A client.
     *
     * @param workspaceResourceId the workspace's ARM id
     */
    public OwnerClient(ServerAccess server, String workspaceResourceId) {
        this.http = new HttpExchange(server);
        this.workspaceResourceId = workspaceResourceId;
    }

    /** Creates or completes a custom table (ingestion.md section 4). */
    public void putTable(String name, ObjectNode table) {
        http.send(
                "PUT",
                "%s/tables/%s?api-version=%s".formatted(workspaceResourceId, name, TABLE_VERSION),
                JSON_BODY,
                JSON.writeValueAsBytes(table));
    }

    /**
     * Creates or replaces a data collection rule in the workspace's resource group (ingestion.md section 2).
     *
     * @return its immutable id, which uploads name
     */
    public String putRule(String name, ObjectNode rule) {
        String group = workspaceResourceId.substring(0, workspaceResourceId.indexOf("/providers/"));
        byte[] answer = http.send(
                "PUT",
                "%s/providers/Microsoft.Insights/dataCollectionRules/%s?api-version=%s"
                        .formatted(group, name, RULE_VERSION),
                JSON_BODY,
                JSON.writeValueAsBytes(rule));
        return JSON.readTree(answer).path("properties").path("immutableId").asString("");
    }

    /**
     * Uploads rows as one request, which the server stores as a whole or not at all.
     *
     * @param ruleId immutable id of a rule
     * @return the number of bytes sent
     */
    public int upload(String ruleId, String stream, List<? extends JsonNode> records) {
        byte[] body = compressed(JSON.writeValueAsBytes(records));
        http.send(
                "POST",
                "/dataCollectionRules/%s/streams/%s?api-version=%s"
                        .formatted(ruleId, URLEncoder.encode(stream, StandardCharsets.UTF_8), UPLOAD_VERSION),
                GZIP_BODY,
                body);
        return body.length;
    }

    private static byte[] compressed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        http.close();
    }
}
