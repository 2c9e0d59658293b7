package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Collection rules, endpoints, associations and the workspace as resources of the management plane. */
class ResourceRoutesTest {

    private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";
    private static final String INSIGHTS = SUBSCRIPTION + "/resourceGroups/halcyon/providers/Microsoft.Insights/";
    private static final String ENDPOINT = INSIGHTS + "dataCollectionEndpoints/dce1";
    private static final String RULE = INSIGHTS + "dataCollectionRules/rule1";
    private static final String VERSION = "?api-version=2023-03-11";
    private static final String MACHINE =
            SUBSCRIPTION + "/resourceGroups/halcyon/providers/Microsoft.Compute/virtualMachines/web1";

    private final ScriptedEngine engine = new ScriptedEngine();
    private HalcyonServer server;
    private Client client;
    private String key;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = HalcyonServer.start(ServerOptions.at(folder), engine);
        client = new Client(server);
        key = server.ownerKey();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anEndpointLeadsToThisServer() {
        HttpResponse<String> created = put(ENDPOINT, "{\"location\":\"local\",\"properties\":{}}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        JsonNode properties = Client.tree(created).path("properties");
        assertThat(properties.path("immutableId").asString()).matches("dce-[0-9a-f]{32}");
        assertThat(properties.path("logsIngestion").path("endpoint").asString()).isEqualTo(server.address());
        assertThat(properties.path("networkAcls").path("publicNetworkAccess").asString())
                .isEqualTo("Enabled");
        assertThat(put(ENDPOINT, "{\"location\":\"local\"}").statusCode()).isEqualTo(200);
        HttpResponse<String> patched = client.json("PATCH", ENDPOINT + VERSION, key, "{\"tags\":{\"team\":\"web\"}}");
        assertThat(Client.tree(patched).path("tags").path("team").asString()).isEqualTo("web");
        assertThat(list(INSIGHTS + "dataCollectionEndpoints")).isEqualTo(1);
        assertThat(list(SUBSCRIPTION + "/providers/microsoft.insights/datacollectionendpoints"))
                .isEqualTo(1);
        assertThat(list(SUBSCRIPTION + "/resourceGroups/other/providers/Microsoft.Insights/dataCollectionEndpoints"))
                .isZero();
        assertThat(client.json("DELETE", ENDPOINT + VERSION, key, "").statusCode())
                .isEqualTo(200);
        assertThat(client.json("DELETE", ENDPOINT + VERSION, key, "").statusCode())
                .isEqualTo(204);
        assertThat(Client.error(get(ENDPOINT))).isEqualTo("404 ResourceNotFound");
    }

    @Test
    void aDirectRuleHasItsOwnEndpoint() {
        HttpResponse<String> created = put(RULE, rule("Direct"));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        JsonNode body = Client.tree(created);
        assertThat(body.path("properties")
                        .path("endpoints")
                        .path("logsIngestion")
                        .asString())
                .isEqualTo(server.address());
        assertThat(body.path("systemData").path("createdAt").asString()).isNotEmpty();
        assertThat(Client.tree(put(RULE, rule("Linux"))).path("properties").has("endpoints"))
                .isFalse();
        assertThat(list(SUBSCRIPTION + "/providers/Microsoft.Insights/dataCollectionRules"))
                .isEqualTo(1);
        HttpResponse<String> patched = client.json(
                "PATCH", RULE + VERSION, key, "{\"tags\":{\"a\":\"b\"},\"properties\":{\"description\":\"d\"}}");
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        assertThat(Client.tree(patched).path("properties").path("description").asString())
                .isEqualTo("d");
        assertThat(Client.tree(patched).path("properties").path("immutableId"))
                .isEqualTo(body.path("properties").path("immutableId"));
    }

    @Test
    void changesDependOnTheStateThatIsKnown() {
        String etag = Client.tree(put(RULE, rule("Direct"))).path("etag").asString();
        assertThat(Client.error(put(RULE, rule("Direct"), "If-Match", "other"))).isEqualTo("412 PreconditionFailed");
        assertThat(Client.error(put(RULE, rule("Direct"), "If-None-Match", "*")))
                .isEqualTo("412 PreconditionFailed");
        assertThat(put(RULE, rule("Direct"), "If-Match", "\"" + etag + "\"").statusCode())
                .isEqualTo(200);
        assertThat(put(RULE, rule("Direct"), "If-Match", "*").statusCode()).isEqualTo(200);
        assertThat(Client.error(put(ENDPOINT, "{}", "If-Match", "*"))).isEqualTo("412 PreconditionFailed");
    }

    @Test
    void deletionsDependOnItToo() {
        String association = MACHINE + "/providers/Microsoft.Insights/dataCollectionRuleAssociations/a2";
        put(RULE, rule("Direct"));
        put(ENDPOINT, "{}");
        put(association, "{\"properties\":{\"dataCollectionRuleId\":\"%s\"}}".formatted(RULE));
        for (String resource : List.of(association, ENDPOINT, RULE)) {
            String path = resource + "?api-version=2023-03-11";
            String etag =
                    Client.tree(client.get(path, "X-Api-Key", key)).path("etag").asString();
            byte[] none = new byte[0];
            assertThat(Client.error(client.send("DELETE", path, none, "X-Api-Key", key, "If-Match", "\"other\"")))
                    .as(resource)
                    .isEqualTo("412 PreconditionFailed");
            assertThat(client.send("DELETE", path, none, "X-Api-Key", key, "If-Match", "\"" + etag + "\"")
                            .statusCode())
                    .as(resource)
                    .isEqualTo(200);
            assertThat(client.send("DELETE", path, none, "X-Api-Key", key, "If-Match", "*")
                            .statusCode())
                    .as(resource)
                    .isEqualTo(204);
        }
    }

    @Test
    void associationsAreKeptAndListedFromBothEnds() {
        put(RULE, rule("Direct"));
        String association = MACHINE + "/providers/Microsoft.Insights/dataCollectionRuleAssociations/a1";
        HttpResponse<String> created =
                put(association, "{\"properties\":{\"dataCollectionRuleId\":\"%s\"}}".formatted(RULE));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(Client.tree(created).path("name").asString()).isEqualTo("a1");
        assertThat(list(MACHINE + "/providers/Microsoft.Insights/dataCollectionRuleAssociations"))
                .isEqualTo(1);
        assertThat(list(RULE + "/associations")).isEqualTo(1);
        assertThat(list(ENDPOINT + "/associations")).isZero();
        assertThat(Client.error(put(association, "{\"properties\":{}}"))).isEqualTo("400 InvalidPayload");
        assertThat(client.json("DELETE", association + VERSION, key, "").statusCode())
                .isEqualTo(200);
        assertThat(Client.error(get(association))).isEqualTo("404 ResourceNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-04-01", "2021-09-01-preview", "2025-05-11", "2030-01-01", "2026-02-03-preview"})
    void listedAndLaterVersionsAreTaken(String version) {
        assertThat(client.get(INSIGHTS + "dataCollectionRules?api-version=" + version, "X-Api-Key", key)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2018-01-01", "2022-01-01", "latest", "x"})
    void unknownVersionsAreRefusedWithTheKnownOnes(String version) {
        HttpResponse<String> response =
                client.get(INSIGHTS + "dataCollectionRules?api-version=" + version, "X-Api-Key", key);
        assertThat(Client.error(response)).isEqualTo("400 InvalidApiVersionParameter");
        assertThat(response.body()).contains("2023-03-11");
    }

    @Test
    void theWorkspaceIsAResource() {
        String path = server.workspaceResourceId();
        String version = "?api-version=2022-10-01";
        JsonNode workspace = Client.tree(client.get(path + version, "X-Api-Key", key));
        assertThat(workspace.path("properties").path("customerId").asString())
                .isEqualTo(server.workspace().store().identity().customerId().toString());
        assertThat(workspace.path("properties").path("sku").path("name").asString())
                .isEqualTo("PerGB2018");
        HttpResponse<String> patched = client.json("PATCH", path + version, key, """
                {"tags":{"a":"b"},"properties":{"retentionInDays":90,"workspaceCapping":{"dailyQuotaGb":0.5}}}""");
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        JsonNode changed = Client.tree(client.get(path + version, "X-Api-Key", key));
        assertThat(changed.path("properties").path("retentionInDays").asInt()).isEqualTo(90);
        assertThat(changed.path("properties")
                        .path("workspaceCapping")
                        .path("dailyQuotaGb")
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(changed.path("tags").path("a").asString()).isEqualTo("b");
        String list = path.substring(0, path.lastIndexOf('/'));
        assertThat(Client.tree(client.get(list + version, "X-Api-Key", key)).path("value"))
                .hasSize(1);
        assertThat(Client.tree(client.get(
                                SUBSCRIPTION + "/providers/Microsoft.OperationalInsights/workspaces" + version,
                                "X-Api-Key",
                                key))
                        .path("value"))
                .hasSize(1);
        assertThat(Client.error(client.json("PUT", list + "/second" + version, key, "{}")))
                .isEqualTo("409 WorkspaceLimitReached");
        assertThat(Client.error(client.json("DELETE", path + version, key, ""))).isEqualTo("409 OperationNotAllowed");
        assertThat(Client.error(client.json("PATCH", path + version, key, "{\"properties\":{\"retentionInDays\":3}}")))
                .isEqualTo("400 InvalidParameter");
        assertThat(Client.error(client.json(
                        "PATCH", path + version, key, "{\"properties\":{\"workspaceCapping\":{\"dailyQuotaGb\":0}}}")))
                .isEqualTo("400 InvalidParameter");
    }

    @Test
    void theRetentionOfTheWorkspaceIsThatOfTablesWithoutOne() {
        String path = server.workspaceResourceId();
        String version = "?api-version=2022-10-01";
        String columns = "\"columns\":[{\"name\":\"TimeGenerated\",\"type\":\"dateTime\"}]}";
        client.json(
                "PUT",
                path + "/tables/Without_CL" + version,
                key,
                "{\"properties\":{\"schema\":{\"name\":\"Without_CL\"," + columns + "}}");
        client.json(
                "PUT",
                path + "/tables/With_CL" + version,
                key,
                "{\"properties\":{\"retentionInDays\":60,\"schema\":{\"name\":\"With_CL\"," + columns + "}}");
        for (int days : new int[] {90, 45}) {
            client.json("PATCH", path + version, key, "{\"properties\":{\"retentionInDays\":" + days + "}}");
            assertThat(retention("Without_CL")).isEqualTo("%d %d true", days, days);
            assertThat(retention("Usage")).isEqualTo("%d %d true", days, days);
            assertThat(retention("With_CL")).isEqualTo("60 60 false");
        }
        client.json(
                "PUT",
                path + "/tables/Later_CL" + version,
                key,
                "{\"properties\":{\"schema\":{\"name\":\"Later_CL\"," + columns + "}}");
        assertThat(retention("Later_CL")).isEqualTo("45 45 true");
    }

    /** Of a table: queryable and total days, and whether the workspace says so. */
    private String retention(String table) {
        JsonNode properties = Client.tree(client.get(
                        server.workspaceResourceId() + "/tables/" + table + "?api-version=2022-10-01",
                        "X-Api-Key",
                        key))
                .path("properties");
        return "%d %d %b"
                .formatted(
                        properties.path("retentionInDays").asInt(),
                        properties.path("totalRetentionInDays").asInt(),
                        properties.path("retentionInDaysAsDefault").asBoolean());
    }

    private int list(String path) {
        JsonNode body = Client.tree(get(path));
        assertThat(body.has("nextLink")).as(body.toString()).isTrue();
        return body.path("value").size();
    }

    private HttpResponse<String> get(String path) {
        return client.get(path + VERSION, "X-Api-Key", key);
    }

    private HttpResponse<String> put(String path, String body, String... headers) {
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        all[headers.length + 2] = "X-Api-Key";
        all[headers.length + 3] = key;
        return client.send("PUT", path + VERSION, body.getBytes(StandardCharsets.UTF_8), all);
    }

    private String rule(String kind) {
        return """
                {"location":"local","kind":"%s","properties":{
                  "destinations":{"logAnalytics":[{"workspaceResourceId":"%s","name":"la1"}]},
                  "dataFlows":[{"streams":["Microsoft-Usage"],"destinations":["la1"]}]}}
                """.formatted(kind, server.workspaceResourceId());
    }

    @Test
    void toolsFindTheWorkspaceFromTheTop() throws IOException {
        String subscription =
                Client.tree(get("/subscriptions")).at("/value/0/id").asString();
        assertThat(subscription).isEqualTo(SUBSCRIPTION);
        assertThat(Client.tree(get("/tenants")).at("/value/0/tenantId").asString())
                .isEqualTo(server.tenantId());
        assertThat(Client.tree(get(subscription)).path("state").asString()).isEqualTo("Enabled");
        assertThat(Client.tree(get("/providers")).path("value")).hasSize(3);
        JsonNode provider = Client.tree(get(subscription + "/providers/microsoft.operationalinsights"));
        assertThat(provider.path("registrationState").asString()).isEqualTo("Registered");
        assertThat(provider.at("/resourceTypes/2/resourceType").asString()).isEqualTo("workspaces/tables");
        assertThat(provider.at("/resourceTypes/2/apiVersions/0").asString()).isEqualTo("2025-07-01");
        String group = Client.tree(get(subscription + "/resourcegroups"))
                .at("/value/0/id")
                .asString();
        assertThat(Client.tree(get(group)).at("/properties/provisioningState").asString())
                .isEqualTo("Succeeded");
        assertThat(put(ENDPOINT, "{\"location\":\"local\",\"properties\":{}}").statusCode())
                .isEqualTo(201);
        assertThat(Client.tree(get(group + "/resources")).path("value").size()).isEqualTo(2);
        HttpResponse<String> filtered = client.get(
                subscription + "/resources" + VERSION
                        + "&$filter=resourceType%20eq%20'Microsoft.OperationalInsights/workspaces'",
                "X-Api-Key",
                key);
        assertThat(Client.tree(filtered).path("value").size()).isEqualTo(1);
        assertThat(Client.tree(filtered).at("/value/0/id").asString()).isEqualTo(server.workspaceResourceId());
        SignedIn nobody = SignedIn.create(client, server, "nobody");
        HttpResponse<String> nothing = client.get(
                group + "/resources" + VERSION, "Authorization", nobody.bearer("https://management.azure.com"));
        assertThat(Client.tree(nothing).path("value").size()).as(nothing.body()).isZero();
    }
}
