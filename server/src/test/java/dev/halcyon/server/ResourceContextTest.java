package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.Reception;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Queries about a resource by roles held at the resource alone: its rows are reached, and nothing else of the workspace. */
@TestInstance(Lifecycle.PER_CLASS)
class ResourceContextTest {

    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    private static final String GROUP = "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/Shop";
    private static final String MACHINE = GROUP + "/providers/Microsoft.Compute/virtualMachines/web1";
    private static final String LOGS = "https://api.loganalytics.io";
    private static final Column DATA_TYPE = new Column("DataType", ScalarType.STRING);
    private static final Column WORD = new Column("Word", ScalarType.STRING);
    private static final JsonMapper JSON = JsonMapper.shared();

    private HalcyonServer server;
    private Client client;
    private String bearer;
    private Path file;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path files = Files.createDirectory(folder.resolve("files"));
        file = Files.writeString(files.resolve("list.csv"), "a,b\n1,2\n");
        server = HalcyonServer.start(ServerOptions.at(folder.resolve("data")).withExternalData(List.of(files)));
        client = new Client(server);
        put("/tables/Secret_CL", """
                {"properties":{"schema":{"name":"Secret_CL","columns":[{"name":"TimeGenerated","type":"datetime"},
                  {"name":"Word","type":"string"}]}}}
                """);
        put("/savedSearches/all", """
                {"properties":{"category":"c","displayName":"d","query":"Usage | count","functionAlias":"Everything"}}
                """);
        for (String resource : List.of(MACHINE, MACHINE + "/extensions/agent", MACHINE + "2", "")) {
            boolean seen = resource.startsWith(MACHINE) && !resource.endsWith("2");
            append("Usage", DATA_TYPE, seen ? "seen" : "a(", resource);
            append("Secret_CL", WORD, seen ? "seen" : "a(", resource);
        }
        bearer = SignedIn.create(client, server, "of a machine")
                .assign(READER, MACHINE)
                .bearer(LOGS);
    }

    private void append(String table, Column column, String text, String resource) {
        RowBlock row = RowBlock.builder(List.of(column)).add(text).build();
        server.workspace().store().append(table, row, new Reception(1_000, resource));
    }

    private void put(String path, String body) throws IOException {
        HttpResponse<String> made = client.json(
                "PUT", server.workspaceResourceId() + path + "?api-version=2022-10-01", server.ownerKey(), body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> ask(String path, String authorization, String query, String... headers) {
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 4, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        all[2] = "Authorization";
        all[3] = authorization;
        return client.send(
                "POST",
                path,
                JSON.createObjectNode().put("query", query).toString().getBytes(StandardCharsets.UTF_8),
                all);
    }

    private String rows(String query) {
        HttpResponse<String> answer = ask("/v1" + MACHINE + "/query", bearer, query);
        assertThat(answer.statusCode()).as(query + answer.body()).isEqualTo(200);
        assertThat(Client.tree(answer).has("error")).as(answer.body()).isFalse();
        return Client.tree(answer).at("/tables/0/rows").toString();
    }

    @Test
    void theRowsOfTheResourceAreRead() {
        assertThat(rows("Usage | count")).isEqualTo("[[2]]");
        assertThat(rows("Secret_CL | count")).isEqualTo("[[2]]");
        assertThat(rows("union * | summarize by Type | sort by Type asc")).isEqualTo("[[\"Secret_CL\"],[\"Usage\"]]");
        assertThat(rows("search * | distinct _ResourceId | count")).isEqualTo("[[2]]");
        assertThat(rows("find where isnotempty(Type) | count")).isEqualTo("[[4]]");
        assertThat(rows("union isfuzzy=true Usage, Secret_CL | where _ResourceId !has 'web1' or _ResourceId has 'web12'"
                        + " | count"))
                .isEqualTo("[[0]]");
        assertThat(ask(
                                MACHINE
                                        + "/extensions/agent/providers/microsoft.insights/logs?api-version=2018-03-01-preview",
                                bearer,
                                "Usage | count")
                        .body())
                .contains("[[1]]");
    }

    @Test
    void hiddenRowsTellNothing() {
        // The pattern of every hidden row is broken: whoever computes with one of them fails.
        assertThat(rows("Usage | where 'seen' matches regex DataType | count")).isEqualTo("[[2]]");
        assertThat(rows("Secret_CL | where Word matches regex Word | summarize max(Word), min(Word), count()"))
                .isEqualTo("[[\"seen\",\"seen\",2]]");
    }

    @Test
    void nothingElseOfTheWorkspaceIsReached() {
        for (String path : List.of(
                "/v1/workspaces/" + server.workspaceId() + "/query",
                "/v1/workspaces/" + server.workspaceId() + "/metadata",
                "/v1" + MACHINE + "/metadata",
                "/v1" + server.workspaceResourceId() + "/query",
                "/v1" + MACHINE + "2/query",
                "/v1" + GROUP + "/query",
                "/v1/subscriptions/none/query",
                "/v1/$batch",
                "/halcyon/v1/workspaces/" + server.workspaceId() + "/explain")) {
            assertThat(ask(path, bearer, "Usage | count").statusCode()).as(path).isEqualTo(403);
        }
        for (String query : List.of(
                "Everything()",
                "Everything",
                "workspace('%s').Usage".formatted(server.workspaceId()),
                "resource('%s').Usage".formatted(server.workspaceResourceId()),
                "externaldata(a:long, b:long)['%s']".formatted(file),
                "external_table('list')")) {
            assertThat(ask("/v1" + MACHINE + "/query", bearer, query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        HttpResponse<String> further = client.send(
                "POST",
                "/v1" + MACHINE + "/query",
                "{\"query\":\"Usage\",\"workspaces\":[\"%s\"]}"
                        .formatted(server.workspaceId())
                        .getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json",
                "Authorization",
                bearer);
        assertThat(Client.error(further)).isEqualTo("403 InsufficientAccessError");
    }

    @Test
    void aRoleMayNameTheTables() throws IOException {
        String id = "0a0a0a0a-0000-4000-8000-000000000009";
        HttpResponse<String> made = client.json(
                "PUT",
                server.workspaceResourceId() + "/providers/Microsoft.Authorization/roleDefinitions/" + id
                        + "?api-version=2022-04-01",
                server.ownerKey(),
                "{\"properties\":{\"roleName\":\"Usage of resources\",\"permissions\":[{\"actions\":"
                        + "[\"Microsoft.Insights/logs/Usage/read\"]}]}}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String some =
                SignedIn.create(client, server, "one table").assign(id, GROUP).bearer(LOGS);
        String path = "/v1" + MACHINE + "/query";
        HttpResponse<String> answer = ask(path, some, "Usage | count", "Prefer", "include-permissions=true");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode permissions = Client.tree(answer).path("permissions");
        JsonNode resource = permissions.path("resources").path(0);
        assertThat(resource.path("resourceId").asString()).isEqualToIgnoringCase(MACHINE);
        assertThat(resource.path("dataSources").path(0).asString()).isEqualTo(server.workspaceResourceId());
        assertThat(resource.path("denyTables").toString())
                .contains("\"Perf\"")
                .doesNotContain("\"Usage\"", "Secret_CL");
        HttpResponse<String> hidden = ask(path, some, "Secret_CL | count");
        assertThat(hidden.statusCode()).isEqualTo(400);
        assertThat(ask(path, some, "union * | distinct Type").body()).doesNotContain("Secret_CL");
    }

    @Test
    void whatARoleTakesAwayItDoesNotGiveByTheResource() throws IOException {
        String id = "0a0a0a0a-0000-4000-8000-00000000000a";
        HttpResponse<String> made = client.json(
                "PUT",
                server.workspaceResourceId() + "/providers/Microsoft.Authorization/roleDefinitions/" + id
                        + "?api-version=2022-04-01",
                server.ownerKey(),
                "{\"properties\":{\"roleName\":\"No secrets\",\"permissions\":[{\"actions\":[\"*/read\"],"
                        + "\"notActions\":[\"Microsoft.OperationalInsights/workspaces/query/Secret_CL/read\"]}]}}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String most = SignedIn.create(client, server, "no secrets")
                .assign(id, MACHINE)
                .bearer(LOGS);
        assertThat(ask("/v1" + MACHINE + "/query", most, "Usage | count").body())
                .contains("[[2]]");
        assertThat(ask("/v1" + MACHINE + "/query", most, "Secret_CL | count").statusCode())
                .isEqualTo(400);
    }

    @Test
    void rolesAtTheWorkspaceAndAtTheResourceAddUp() throws IOException {
        String both = SignedIn.create(client, server, "both")
                .assign("73c42c96-874c-492b-b04d-ab87d138a893", server.workspaceResourceId() + "/tables/Usage")
                .assign(READER, MACHINE)
                .bearer(LOGS);
        String ofWorkspace = "/v1/workspaces/" + server.workspaceId() + "/query";
        assertThat(ask(ofWorkspace, both, "Usage | count").body()).contains("[[4]]");
        assertThat(ask(ofWorkspace, both, "Secret_CL | count").statusCode()).isEqualTo(400);
        assertThat(ask("/v1" + MACHINE + "/query", both, "Secret_CL | count").body())
                .contains("[[2]]");
        assertThat(ask("/v1" + GROUP + "/query", both, "Usage | count").body()).contains("[[3]]");
    }

    @Test
    void theWorkspaceMayCountItsOwnRolesOnly() throws IOException {
        try {
            setResourcePermissions(false);
            assertThat(Client.error(ask("/v1" + MACHINE + "/query", bearer, "Usage | count")))
                    .isEqualTo("403 InsufficientAccessError");
        } finally {
            setResourcePermissions(true);
        }
        assertThat(rows("Usage | count")).isEqualTo("[[2]]");
    }

    private void setResourcePermissions(boolean on) throws IOException {
        HttpResponse<String> patched = client.json(
                "PATCH",
                server.workspaceResourceId() + "?api-version=2022-10-01",
                server.ownerKey(),
                "{\"properties\":{\"features\":{\"enableLogAccessUsingOnlyResourcePermissions\":%s}}}".formatted(on));
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
    }
}
