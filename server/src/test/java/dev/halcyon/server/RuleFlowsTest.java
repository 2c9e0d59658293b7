package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules with several data flows: each takes its way, and a body goes every way or none. */
@TestInstance(Lifecycle.PER_CLASS)
class RuleFlowsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private HalcyonServer server;
    private Client client;
    private String key;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = HalcyonServer.start(ServerOptions.at(folder));
        client = new Client(server);
        key = server.ownerKey();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void table(String name) {
        HttpResponse<String> made = client.json("PUT", tablePath(name), key, """
                {"properties":{"schema":{"name":"%s","columns":[{"name":"TimeGenerated","type":"datetime"},
                  {"name":"N","type":"long"},{"name":"Word","type":"string"}]}}}
                """.formatted(name));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    }

    private String tablePath(String name) {
        return server.workspaceResourceId() + "/tables/" + name + "?api-version=2022-10-01";
    }

    private static ObjectNode flow(String stream, String table, String transformation) {
        ObjectNode flow = JSON.createObjectNode();
        flow.putArray("streams").add(stream);
        flow.putArray("destinations").add("w");
        flow.put("outputStream", "Custom-" + table).put("transformKql", transformation);
        return flow;
    }

    private HttpResponse<String> rule(String name, int streams, ObjectNode... flows) {
        ObjectNode body = JSON.createObjectNode().put("location", "local").put("kind", "Direct");
        ObjectNode properties = body.putObject("properties");
        ObjectNode declarations = properties.putObject("streamDeclarations");
        for (int index = 0; index < streams; index++) {
            ArrayNode columns = declarations.putObject("Custom-In" + index).putArray("columns");
            columns.addObject().put("name", "TimeGenerated").put("type", "datetime");
            columns.addObject().put("name", "N").put("type", "long");
            columns.addObject().put("name", "Word").put("type", "string");
        }
        properties
                .putObject("destinations")
                .putArray("logAnalytics")
                .addObject()
                .put("workspaceResourceId", server.workspaceResourceId())
                .put("name", "w");
        ArrayNode given = properties.putArray("dataFlows");
        for (ObjectNode flow : flows) {
            given.add(flow);
        }
        String workspace = server.workspaceResourceId();
        return client.json(
                "PUT",
                workspace.substring(0, workspace.indexOf("/providers/"))
                        + "/providers/Microsoft.Insights/dataCollectionRules/" + name + "?api-version=2023-03-11",
                key,
                body.toString());
    }

    private HttpResponse<String> upload(HttpResponse<String> rule, String stream, String body) {
        assertThat(rule.statusCode()).as(rule.body()).isIn(200, 201);
        String id = Client.tree(rule).at("/properties/immutableId").asString();
        return client.json(
                "POST", "/dataCollectionRules/" + id + "/streams/" + stream + "?api-version=2023-01-01", key, body);
    }

    private String rows(String query) {
        HttpResponse<String> answer = client.json(
                "POST",
                "/v1/workspaces/" + server.workspaceId() + "/query",
                key,
                JSON.createObjectNode().put("query", query).toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.tree(answer).at("/tables/0/rows").toString();
    }

    @Test
    void oneStreamFillsTwoTables() {
        table("Even_CL");
        table("Words_CL");
        HttpResponse<String> rule = rule(
                "two-tables",
                2,
                flow("Custom-In0", "Even_CL", "source | where N % 2 == 0"),
                flow("Custom-In0", "Words_CL", "source | extend Word = toupper(Word) | project-away N"),
                flow("Custom-In1", "Words_CL", "source"));
        assertThat(upload(rule, "Custom-In0", "[{\"N\":1,\"Word\":\"a\"},{\"N\":2,\"Word\":\"b\"}]")
                        .statusCode())
                .isEqualTo(204);
        assertThat(upload(rule, "Custom-In1", "[{\"N\":4,\"Word\":\"c\"}]").statusCode())
                .isEqualTo(204);
        assertThat(rows("Even_CL | project N, Word")).isEqualTo("[[2,\"b\"]]");
        assertThat(rows("Words_CL | sort by Word desc | project N, Word"))
                .isEqualTo("[[4,\"c\"],[null,\"B\"],[null,\"A\"]]");
    }

    @Test
    void whatOneFlowRefusesNoFlowStores() {
        table("Kept_CL");
        table("Failing_CL");
        HttpResponse<String> rule = rule(
                "all-or-nothing",
                1,
                flow("Custom-In0", "Kept_CL", "source"),
                flow("Custom-In0", "Failing_CL", "source | extend Word = iff('aaa' matches regex Word, 'a', '')"));
        String hopeless = "[" + "{\"Word\":\"a(\"},".repeat(1_999) + "{\"Word\":\"a(\"}]";
        assertThat(Client.error(upload(rule, "Custom-In0", hopeless))).isEqualTo("400 InvalidTransformOutput");
        assertThat(rows("union Kept_CL, Failing_CL | count")).isEqualTo("[[0]]");
        assertThat(upload(rule, "Custom-In0", "[{\"Word\":\"a\"}]").statusCode())
                .isEqualTo(204);
        assertThat(rows("union Kept_CL, Failing_CL | count")).isEqualTo("[[2]]");
        assertThat(client.json("DELETE", tablePath("Failing_CL"), key, "").statusCode())
                .isEqualTo(200);
        assertThat(Client.error(upload(rule, "Custom-In0", "[{\"Word\":\"a\"}]")))
                .isEqualTo("400 InvalidStream");
        assertThat(rows("Kept_CL | count")).isEqualTo("[[1]]");
    }

    @Test
    void aStreamTakesAWayOnce() {
        table("Once_CL");
        HttpResponse<String> twice = rule(
                "twice",
                1,
                flow("Custom-In0", "Once_CL", "source"),
                flow("Custom-In0", "Once_CL", "source | where N > 0"));
        assertThat(Client.error(twice)).isEqualTo("400 InvalidPayload");
        assertThat(twice.body()).contains("InvalidDataFlow", "stored twice", "properties.dataFlows[1]");
    }

    @Test
    void aRuleHasTenOfEverything() {
        table("Ten_CL");
        ObjectNode flow = flow("Custom-In0", "Ten_CL", "source");
        assertThat(rule("ten", 10, flow).statusCode()).isEqualTo(201);
        HttpResponse<String> eleven = rule("eleven", 11, flow);
        assertThat(Client.error(eleven)).isEqualTo("400 InvalidPayload");
        assertThat(eleven.body()).contains("at most 10 stream declarations; this one has 11");
    }
}
