package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The owner of a server under test, who makes tables and rules, sends rows and asks for them.
 *
 * @param key the owner's
 */
record Owner(HalcyonServer server, Client client, String key) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String DESTINATION = "w";

    static Owner of(HalcyonServer server) throws IOException {
        return new Owner(server, new Client(server), server.ownerKey());
    }

    /** Columns as text, such as {@code TimeGenerated:datetime N:long}, as the array that tables and streams have. */
    static ArrayNode columns(String text) {
        ArrayNode columns = JSON.createArrayNode();
        for (String column : text.split(" ", -1)) {
            String[] parts = column.split(":", 2);
            columns.addObject().put("name", parts[0]).put("type", parts[1]);
        }
        return columns;
    }

    String tablePath(String name) {
        return server.workspaceResourceId() + "/tables/" + name + "?api-version=2022-10-01";
    }

    /** The body that makes a table. */
    static String table(String name, String columns) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("properties").putObject("schema").put("name", name).set("columns", columns(columns));
        return body.toString();
    }

    void makeTable(String name, String columns) {
        HttpResponse<String> made = client.json("PUT", tablePath(name), key, table(name, columns));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    }

    /** The ARM id of a rule beside the workspace. */
    String ruleId(String name) {
        String workspace = server.workspaceResourceId();
        return workspace.substring(0, workspace.indexOf("/providers/"))
                + "/providers/Microsoft.Insights/dataCollectionRules/" + name;
    }

    /** A data flow of a stream into a table; without a transformation when that is empty. */
    static ObjectNode flow(String stream, String table, String transformation) {
        ObjectNode flow = JSON.createObjectNode();
        flow.putArray("streams").add(stream);
        flow.putArray("destinations").add(DESTINATION);
        flow.put("outputStream", "Custom-" + table);
        if (!transformation.isEmpty()) {
            flow.put("transformKql", transformation);
        }
        return flow;
    }

    /** Asks for a rule whose streams have the same columns. */
    HttpResponse<String> putRule(String name, List<String> streams, String columns, ObjectNode... flows) {
        ObjectNode body = JSON.createObjectNode().put("location", "local").put("kind", "Direct");
        ObjectNode properties = body.putObject("properties");
        ObjectNode declarations = properties.putObject("streamDeclarations");
        streams.forEach(stream -> declarations.putObject(stream).set("columns", columns(columns)));
        properties
                .putObject("destinations")
                .putArray("logAnalytics")
                .addObject()
                .put("workspaceResourceId", server.workspaceResourceId())
                .put("name", DESTINATION);
        properties.putArray("dataFlows").addAll(List.of(flows));
        return client.json("PUT", ruleId(name) + "?api-version=2023-03-11", key, body.toString());
    }

    /** The immutable id of a rule that was made or changed. */
    static String immutableId(HttpResponse<String> rule) {
        assertThat(rule.statusCode()).as(rule.body()).isIn(200, 201);
        return Client.tree(rule).at("/properties/immutableId").asString();
    }

    HttpResponse<String> upload(String rule, String stream, String body) {
        return client.json(
                "POST", "/dataCollectionRules/" + rule + "/streams/" + stream + "?api-version=2023-01-01", key, body);
    }

    /** The rows of a query's first table, all of them. */
    JsonNode rows(String query) {
        HttpResponse<String> answer = client.json(
                "POST",
                "/v1/workspaces/" + server.workspaceId() + "/query",
                key,
                JSON.createObjectNode().put("query", query).toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Client.tree(answer).has("error")).as(answer.body()).isFalse();
        return Client.tree(answer).at("/tables/0/rows");
    }
}
