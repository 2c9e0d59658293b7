package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.EngineException;
import dev.halcyon.store.AppendRefusedException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ManageRoutesTest {

    private static final String VERSION = "?api-version=2022-10-01";
    private static final String RULE_VERSION = "?api-version=2023-03-11";
    private static final String RULE_PATH =
            "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/halcyon/"
                    + "providers/Microsoft.Insights/dataCollectionRules/";
    private static final String TABLE = """
            {"properties":{"plan":"Analytics","retentionInDays":30,"totalRetentionInDays":365,
              "schema":{"name":"Anomalies_CL","description":"What stood out","columns":[
                {"name":"TimeGenerated","type":"dateTime"},{"name":"ActualUsage","type":"real"},
                {"name":"Anomalies","type":"int"},{"name":"DataType","type":"string"}]}}}
            """;

    private final ScriptedEngine engine = new ScriptedEngine();
    private HalcyonServer server;
    private Client client;
    private String key;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true), engine);
        client = new Client(server);
        key = server.ownerKey();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTableIsDefinedReadListedAndDeleted() {
        HttpResponse<String> put = client.json("PUT", table("Anomalies_CL"), key, TABLE);
        assertThat(put.statusCode()).isEqualTo(200);
        JsonNode properties = Client.tree(put).path("properties");
        assertThat(properties.path("archiveRetentionInDays").asInt()).isEqualTo(335);
        assertThat(properties.path("schema").path("tableType").asString()).isEqualTo("CustomLog");
        assertThat(properties.path("schema").path("columns")).hasSize(3);
        HttpResponse<String> get = client.get(table("Anomalies_CL"), "X-Api-Key", key);
        assertThat(Client.tree(get)).isEqualTo(Client.tree(put));
        assertThat(client.get(table("").replace("/tables/", "/tables"), "X-Api-Key", key)
                        .body())
                .contains("\"Anomalies_CL\"", "\"Usage\"");
        assertThat(client.json("DELETE", table("Anomalies_CL"), key, "").statusCode())
                .isEqualTo(200);
        assertThat(client.json("DELETE", table("Anomalies_CL"), key, "").statusCode())
                .isEqualTo(204);
        assertThat(Client.error(client.get(table("Anomalies_CL"), "X-Api-Key", key)))
                .isEqualTo("404 ResourceNotFound");
    }

    @Test
    void columnsAreAddedAndNeverRetyped() {
        client.json("PUT", table("Anomalies_CL"), key, TABLE);
        String more =
                TABLE.replace("{\"name\":\"DataType\",\"type\":\"string\"}", "{\"name\":\"Id\",\"type\":\"guid\"}");
        JsonNode columns = Client.tree(client.json("PUT", table("Anomalies_CL"), key, more))
                .path("properties")
                .path("schema")
                .path("columns");
        assertThat(columns.toString()).contains("\"DataType\"", "{\"name\":\"Id\",\"type\":\"string\"");
        HttpResponse<String> retyped = client.json(
                "PUT", table("Anomalies_CL"), key, TABLE.replace("\"type\":\"real\"", "\"type\":\"string\""));
        assertThat(Client.error(retyped)).isEqualTo("400 InvalidParameter");
        assertThat(retyped.body()).contains("ActualUsage", "add a column under another name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Anomalies_CL | Anomalies | 400 InvalidParameter",
                "Anomalies_CL | Usage | 400 InvalidParameter",
                "dateTime | complex | 400 InvalidParameter",
                "Analytics | Gold | 400 InvalidParameter",
                "Analytics\",\"retentionInDays\":30 | Basic\",\"retentionInDays\":60 | 400 InvalidParameter",
                "365 | 3 | 400 InvalidParameter",
                "365 | 800 | 400 InvalidParameter",
                "ActualUsage | TenantId | 400 InvalidParameter",
                "{\"properties\" | {properties | 400 InvalidRequestContent",
            })
    void badTablesAreRefused(String part, String replacement, String expected) {
        String name =
                TABLE.replace(part, replacement).contains("\"name\":\"Anomalies_CL\"") ? "Anomalies_CL" : replacement;
        assertThat(Client.error(client.json("PUT", table(name), key, TABLE.replace(part, replacement))))
                .isEqualTo(expected);
    }

    @Test
    void aPatchKeepsWhatItLeavesOut() {
        client.json("PUT", table("Anomalies_CL"), key, TABLE);
        HttpResponse<String> patched =
                client.json("PATCH", table("Anomalies_CL"), key, "{\"properties\":{\"retentionInDays\":60}}");
        JsonNode properties = Client.tree(patched).path("properties");
        assertThat(properties.path("retentionInDays").asInt())
                .as(patched.body())
                .isEqualTo(60);
        assertThat(properties.path("totalRetentionInDays").asInt()).isEqualTo(365);
        assertThat(properties.path("schema").path("columns")).hasSize(3);
        String reset = "{\"properties\":{\"retentionInDays\":null,\"totalRetentionInDays\":-1}}";
        properties = Client.tree(client.json("PATCH", table("Anomalies_CL"), key, reset))
                .path("properties");
        assertThat(properties.path("retentionInDays").asInt()).isEqualTo(30);
        assertThat(properties.path("totalRetentionInDaysAsDefault").asBoolean()).isTrue();
        String column = "{\"properties\":{\"schema\":{\"columns\":[{\"name\":\"More\",\"type\":\"long\"}]}}}";
        properties = Client.tree(client.json("PATCH", table("Anomalies_CL"), key, column))
                .path("properties");
        assertThat(properties.path("schema").path("columns")).hasSize(4);
        assertThat(Client.error(client.json("PATCH", table("Other_CL"), key, "{}")))
                .isEqualTo("404 ResourceNotFound");
        assertThat(client.json("POST", table("Anomalies_CL/migrate"), key, "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSampleAddsColumnsAndChangesNothingElse() {
        String basic = TABLE.replace("Analytics", "Basic").replace("\"retentionInDays\":30,", "");
        assertThat(client.json("PUT", table("Anomalies_CL"), key, basic).statusCode())
                .isEqualTo(200);
        String sample = table("Anomalies_CL").replace("?", "/fromSample?");
        HttpResponse<String> made = client.json(
                "POST",
                sample,
                key,
                "{\"sample\":[{\"TimeGenerated\":\"2025-01-02T03:04:05Z\",\"Added\":1,\"DataType\":\"x\"}],\"rule\":\"added\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        JsonNode properties =
                Client.tree(client.get(table("Anomalies_CL"), "X-Api-Key", key)).path("properties");
        assertThat(properties.path("plan").asString()).isEqualTo("Basic");
        assertThat(properties.path("totalRetentionInDays").asInt()).isEqualTo(365);
        assertThat(properties.path("schema").path("description").asString()).isEqualTo("What stood out");
        assertThat(properties.path("schema").path("columns")).hasSize(4);
    }

    @Test
    void anImportIsToldWhatTheStorageSays() {
        client.json("PUT", table("Anomalies_CL"), key, TABLE);
        String path = table("Anomalies_CL").replace("?", "/import?source=file&from=0&");
        engine.storage.failure = new EngineException(EngineException.Kind.STORAGE_FULL, "The disk is full");
        HttpResponse<String> full = client.json("POST", path, key, "[{}]");
        assertThat(Client.error(full)).isEqualTo("503 ServiceUnavailable");
        assertThat(full.headers().firstValue("Retry-After")).isPresent();
        assertThat(Client.error(client.get(path, "X-Api-Key", key))).isEqualTo("503 ServiceUnavailable");
        engine.storage.failure = new AppendRefusedException("Too much waits", Duration.ofMillis(1_500));
        HttpResponse<String> refused = client.json("POST", path, key, "[{}]");
        assertThat(Client.error(refused)).isEqualTo("429 TooManyRequests");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
        engine.storage.failure = null;
        assertThat(client.json("POST", path, key, "[{}]").statusCode()).isEqualTo(200);
    }

    @Test
    void plansAndRetentionOfBuiltInTablesAreSetToo() {
        String change = "{\"properties\":{\"plan\":\"Basic\",\"totalRetentionInDays\":90}}";
        JsonNode properties =
                Client.tree(client.json("PATCH", table("Syslog"), key, change)).path("properties");
        assertThat(properties.path("plan").asString()).isEqualTo("Basic");
        assertThat(properties.path("totalRetentionInDays").asInt()).isEqualTo(90);
        assertThat(properties.path("schema").path("tableType").asString()).isEqualTo("Microsoft");
        assertThat(Client.tree(client.get(table("Syslog"), "X-Api-Key", key)).path("properties"))
                .isEqualTo(properties);
        String auxiliary = "{\"properties\":{\"plan\":\"Auxiliary\"}}";
        assertThat(Client.error(client.json("PATCH", table("Syslog"), key, auxiliary)))
                .isEqualTo("400 InvalidParameter");
        String search = "{\"query\":\"%s | count\",\"timespan\":\"P1D\"}";
        String path = "/v1/workspaces/DEMO_WORKSPACE/search";
        assertThat(client.json("POST", path, key, search.formatted("Syslog")).statusCode())
                .isEqualTo(200);
        assertThat(Client.error(client.json("POST", path, key, search.formatted("Usage"))))
                .isEqualTo("400 BadArgumentError");
        assertThat(Client.error(client.json("POST", path, key, "{\"query\":\"Syslog\"}")))
                .isEqualTo("400 BadArgumentError");
        assertThat(client.json(
                                "POST",
                                path,
                                key,
                                search.formatted("Syslog | lookup Usage on Computer | union Heartbeat"))
                        .statusCode())
                .isEqualTo(200);
        for (String address : List.of(path, path.replace("/search", "/query"))) {
            HttpResponse<String> join =
                    client.json("POST", address, key, search.formatted("Syslog | join Usage on Computer"));
            assertThat(Client.error(join)).isEqualTo("400 BadArgumentError");
            assertThat(join.body()).contains("SEM9002", "Operator 'join' cannot be used with table 'Syslog'");
        }
    }

    @Test
    void theFirstVersionTellsOwnColumnsFromDocumentedOnes() {
        client.json("PUT", table("Anomalies_CL"), key, TABLE);
        String first = "?api-version=2021-12-01-preview";
        JsonNode schema = Client.tree(client.get(table("Anomalies_CL").replace(VERSION, first), "X-Api-Key", key))
                .path("properties")
                .path("schema");
        assertThat(schema.path("customColumns")).hasSize(3);
        assertThat(schema.path("standardColumns")).hasSize(2);
        schema = Client.tree(client.get(table("Usage").replace(VERSION, first), "X-Api-Key", key))
                .path("properties")
                .path("schema");
        assertThat(schema.path("standardColumns").size()).isGreaterThan(10);
        schema = Client.tree(client.get(table("Usage"), "X-Api-Key", key))
                .path("properties")
                .path("schema");
        assertThat(schema.path("standardColumns").toString()).contains("\"Quantity\"");
        assertThat(schema.path("columns")).isEmpty();
    }

    @Test
    void keysAndVersionsAreNeeded() {
        assertThat(Client.error(client.get(table("Usage")))).isEqualTo("401 AuthenticationFailed");
        assertThat(Client.error(client.get(table("Usage"), "X-Api-Key", "DEMO_KEY")))
                .isEqualTo("403 AuthorizationFailed");
        assertThat(Client.error(client.get(table("Usage").replace(VERSION, ""), "X-Api-Key", key)))
                .isEqualTo("400 MissingApiVersionParameter");
        assertThat(Client.error(client.get(table("Usage").replace("DEMO_WORKSPACE", "other"), "X-Api-Key", key)))
                .isEqualTo("404 ResourceNotFound");
    }

    @Test
    void aRuleIsCreatedChangedReadAndFeedsItsTable() {
        client.json("PUT", table("Anomalies_CL"), key, TABLE);
        HttpResponse<String> created = client.json("PUT", rule("anomalies"), key, ruleBody("Custom-Anomalies_CL"));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String id = Client.tree(created).path("properties").path("immutableId").asString();
        assertThat(id).matches("dcr-[0-9a-f]{32}");
        HttpResponse<String> changed = client.json("PUT", rule("Anomalies"), key, ruleBody("Custom-Anomalies_CL"));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(Client.tree(changed).path("properties").path("immutableId").asString())
                .isEqualTo(id);
        assertThat(Client.tree(client.get(rule("anomalies"), "X-Api-Key", key))).isEqualTo(Client.tree(changed));
        HttpResponse<String> sent = client.json(
                "POST",
                "/dataCollectionRules/" + id + "/streams/Custom-Anomalies_CL?api-version=2023-01-01",
                key,
                "[{\"TimeGenerated\":\"2023-03-19T22:00:00Z\",\"Anomalies\":-1.0,\"Residual\":3}]");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(204);
        assertThat(engine.storage.rows).containsKey("Anomalies_CL");
        assertThat(client.json("DELETE", rule("anomalies"), key, "").statusCode())
                .isEqualTo(200);
        assertThat(Client.error(client.get(rule("anomalies"), "X-Api-Key", key)))
                .isEqualTo("404 ResourceNotFound");
    }

    @Test
    void badRulesListEveryMistake() {
        HttpResponse<String> response = client.json("PUT", rule("anomalies"), key, ruleBody("Custom-Missing_CL"));
        assertThat(Client.error(response)).isEqualTo("400 InvalidPayload");
        assertThat(response.body())
                .contains("Data collection rule is invalid", "InvalidOutputTable", "properties.dataFlows[0]");
        String types = ruleBody("Custom-Anomalies_CL")
                .replace("\"Anomalies\",\"type\":\"int\"", "\"Anomalies\",\"type\":\"string\"")
                .replace("TimeGenerated", "Time");
        client.json("PUT", table("Anomalies_CL"), key, TABLE);
        assertThat(client.json("PUT", rule("anomalies"), key, types).body())
                .contains("InvalidTransformOutput", "Anomalies [produced:'string', output:'int']", "TimeGenerated");
        assertThat(client.json("PUT", rule("anomalies"), key, types.replace("la1\"]", "la2\"]"))
                        .body())
                .contains("InvalidDestination", "la2");
        assertThat(client.json("PUT", rule("anomalies"), key, types.replace("\"real\"", "\"money\""))
                        .body())
                .contains("InvalidStreamDeclaration", "money");
        assertThat(Client.error(client.json("PUT", rule("anomalies"), key, "[]")))
                .isEqualTo("400 InvalidRequestContent");
        assertThat(Client.error(client.json("PUT", rule("anomalies"), key, "{}")))
                .isEqualTo("400 InvalidPayload");
    }

    private String table(String name) {
        return server.workspaceResourceId() + "/tables/" + name + VERSION;
    }

    private static String rule(String name) {
        return RULE_PATH + name + RULE_VERSION;
    }

    private String ruleBody(String outputStream) {
        return """
                {"location":"local","kind":"Direct","properties":{
                  "streamDeclarations":{"Custom-Anomalies_CL":{"columns":[
                    {"name":"TimeGenerated","type":"datetime"},{"name":"ActualUsage","type":"real"},
                    {"name":"Anomalies","type":"int"},{"name":"DataType","type":"string"}]}},
                  "destinations":{"logAnalytics":[{"workspaceResourceId":"%s","name":"la1"}]},
                  "dataFlows":[{"streams":["Custom-Anomalies_CL"],"destinations":["la1"],"outputStream":"%s"}]}}
                """.formatted(server.workspaceResourceId(), outputStream);
    }
}
