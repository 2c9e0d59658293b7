package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.store.Reception;
import dev.halcyon.workspace.query.QueryLimits;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries in the name of resources, over several names of the workspace, and against limits; with the real engine. */
class QueryScopesTest {

    private static final String KEY = "DEMO_KEY";
    private static final String GROUP = "/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/Shop";
    private static final String MACHINE = GROUP + "/providers/Microsoft.Compute/virtualMachines/web1";

    @TempDir
    private Path folder;

    private static QueryLimits limits(long rows, long bytes, int perWindow) {
        return new QueryLimits(
                16,
                5,
                2,
                200,
                Duration.ofMinutes(3),
                rows,
                bytes,
                100_000,
                Duration.ofMinutes(3),
                Duration.ofMinutes(10),
                perWindow);
    }

    private HalcyonServer start(QueryLimits limits) {
        return HalcyonServer.start(ServerOptions.at(folder).withDemo(true).withLimits(limits));
    }

    @Test
    void aResourceSeesItsRowsAndThoseBelowIt() {
        try (HalcyonServer server = start(QueryLimits.STANDARD)) {
            for (String resource : List.of(MACHINE, MACHINE + "/extensions/agent", MACHINE + "2", "")) {
                RowBlock row = RowBlock.builder(List.of()).add().build();
                server.workspace().store().append("Usage", row, new Reception(1_000, resource));
            }
            Client client = new Client(server);
            assertThat(count(client, "/v1" + MACHINE + "/query")).isEqualTo("[[2]]");
            assertThat(count(client, "/v1/" + MACHINE + "/extensions/agent/query"))
                    .isEqualTo("[[1]]");
            assertThat(count(client, "/v1" + GROUP + "/query")).isEqualTo("[[3]]");
            assertThat(count(client, "/v1" + GROUP.substring(0, GROUP.indexOf("/resource")) + "/query"))
                    .isEqualTo("[[3]]");
            assertThat(count(client, "/v1/workspaces/DEMO_WORKSPACE/query")).isEqualTo("[[4]]");
            assertThat(count(client, "/v1" + server.workspaceResourceId() + "/query"))
                    .isEqualTo("[[4]]");
            assertThat(count(client, MACHINE + "/providers/microsoft.insights/logs?api-version=2018-03-01-preview"))
                    .isEqualTo("[[2]]");
            assertThat(count(client, server.workspaceResourceId() + "/query?api-version=2017-01-01-preview"))
                    .isEqualTo("[[4]]");
            String byName = "resource('%s').Usage | count";
            assertThat(named(client, byName.formatted(MACHINE))).isEqualTo("[[2]]");
            assertThat(named(client, byName.formatted(MACHINE.toUpperCase(Locale.ROOT) + "/extensions/agent")))
                    .isEqualTo("[[1]]");
            assertThat(named(client, byName.formatted(GROUP))).isEqualTo("[[3]]");
            assertThat(named(client, "union resource('%s').table('Usage'), Usage | count".formatted(MACHINE)))
                    .isEqualTo("[[6]]");
            assertThat(named(client, byName.formatted(server.workspaceResourceId())))
                    .isEqualTo("[[4]]");
            // Within what the request itself is about.
            assertThat(Client.tree(client.json(
                                    "POST",
                                    "/v1" + MACHINE + "/extensions/agent/query",
                                    KEY,
                                    "{\"query\":\"%s\"}".formatted(byName.formatted(GROUP))))
                            .at("/tables/0/rows")
                            .toString())
                    .isEqualTo("[[1]]");
            for (String refused : List.of(
                    "resource('web1').Usage",
                    "workspace('" + MACHINE + "').Usage",
                    "app('" + MACHINE + "').Usage",
                    "resource('" + GROUP + "/providers/Microsoft.OperationalInsights/workspaces/x').Usage")) {
                assertThat(Client.error(ask(client, refused))).as(refused).isEqualTo("400 FailedToResolveResource");
            }
            for (String refused :
                    List.of("resource('%s')._LogOperation()", "resource('%s').Nothing", "union resource('%s').*")) {
                assertThat(Client.error(ask(client, refused.formatted(MACHINE))))
                        .as(refused)
                        .isEqualTo("400 BadArgumentError");
            }
            assertThat(Client.error(client.get(
                            "/v1" + GROUP + "/providers/Microsoft.OperationalInsights/workspaces/x/query?query=Usage",
                            "X-Api-Key",
                            KEY)))
                    .isEqualTo("400 FailedToResolveResource");
        }
    }

    private static HttpResponse<String> ask(Client client, String query) {
        return client.json("POST", "/v1/workspaces/DEMO_WORKSPACE/query", KEY, "{\"query\":\"%s\"}".formatted(query));
    }

    private static String named(Client client, String query) {
        HttpResponse<String> response = ask(client, query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Client.tree(response).at("/tables/0/rows").toString();
    }

    private static String count(Client client, String path) {
        HttpResponse<String> response = client.json(
                "POST", path, KEY, "{\"query\":\"let own = Usage; own | union (Usage | where false) | count\"}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Client.tree(response).path("tables").path(0).path("rows").toString();
    }

    @Test
    void theWorkspaceAnswersToAllItsNames() {
        try (HalcyonServer server = start(QueryLimits.STANDARD)) {
            Client client = new Client(server);
            String customerId =
                    server.workspace().store().identity().customerId().toString();
            List<String> names = List.of(
                    "DEMO_WORKSPACE",
                    customerId,
                    server.workspaceResourceId(),
                    "00000000-0000-0000-0000-000000000000/halcyon/DEMO_WORKSPACE");
            for (String name : names) {
                String body = "{\"query\":\"union Usage, workspace('%s').Usage | count\",\"workspaces\":[\"%s\"]}"
                        .formatted(name, name);
                HttpResponse<String> response = client.json("POST", "/v1/workspaces/DEMO_WORKSPACE/query", KEY, body);
                assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                HttpResponse<String> get = client.get(
                        "/v1/workspaces/%s/query?query=Usage&workspaces=%s"
                                .formatted(customerId, URLEncoder.encode(name, StandardCharsets.UTF_8)),
                        "X-Api-Key",
                        KEY);
                assertThat(get.statusCode()).as(get.body()).isEqualTo(200);
            }
            String foreign = "{\"query\":\"workspace('ws-b').Usage\"}";
            assertThat(Client.error(client.json("POST", "/v1/workspaces/DEMO_WORKSPACE/query", KEY, foreign)))
                    .isEqualTo("400 FailedToResolveResource");
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 1000000, 10", "1000, 100, 100"})
    void resultsAreCutAtTheLimitOfTheServer(long rows, long bytes, int most) {
        try (HalcyonServer server = start(limits(rows, bytes, 0))) {
            HttpResponse<String> response = new Client(server)
                    .json(
                            "POST",
                            "/v1/workspaces/DEMO_WORKSPACE/query",
                            KEY,
                            "{\"query\":\"range x from 1 to 500 step 1\"}");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(Client.tree(response).path("tables").path(0).path("rows"))
                    .hasSizeLessThanOrEqualTo(most);
            assertThat(response.body()).contains("PartialError", "-2133196797", "E_QUERY_RESULT_SET_TOO_LARGE");
        }
    }

    @Test
    void moreQueriesThanTheWindowTakesAre429() {
        try (HalcyonServer server = start(limits(10, 1000, 2))) {
            Client client = new Client(server);
            String path = "/v1/workspaces/DEMO_WORKSPACE/query?query=print+1";
            assertThat(client.get(path, "X-Api-Key", KEY).statusCode()).isEqualTo(200);
            assertThat(client.get(path, "X-Api-Key", KEY).statusCode()).isEqualTo(200);
            HttpResponse<String> third = client.get(path, "X-Api-Key", KEY);
            assertThat(Client.error(third)).isEqualTo("429 ThrottledError");
            assertThat(third.headers().firstValueAsLong("Retry-After")).isPresent();
        }
    }

    @Test
    void metadataCanBeSelected() {
        try (HalcyonServer server = start(QueryLimits.STANDARD)) {
            Client client = new Client(server);
            String global = client.get("/v1/metadata?select=solutions,categories", "X-Api-Key", KEY)
                    .body();
            assertThat(global).contains("\"solutions\":[{", "\"categories\":[{").doesNotContain("columns");
            assertThat(client.get("/v1/workspaces/DEMO_WORKSPACE/metadata?select=workspaces", "X-Api-Key", KEY)
                            .body())
                    .startsWith("{\"workspaces\":[{");
            assertThat(Client.error(client.get("/v1/metadata"))).isEqualTo("401 AuthorizationRequiredError");
        }
    }
}
