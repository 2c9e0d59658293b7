package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tutorial's road through the real engine: ingest, query, define a table and its rule, write back, restart. */
class TutorialFlowTest {

    private static final Instant NOW = Instant.parse("2023-03-19T23:59:59Z");
    private static final int HOURS = 28 * 24;
    private static final String USAGE =
            "/dataCollectionRules/dcr-00000000000000000000000000000001/streams/Microsoft-Usage?api-version=2023-01-01";
    private static final String RULE = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/halcyon/"
            + "providers/Microsoft.Insights/dataCollectionRules/anomalies?api-version=2023-03-11";
    private static final String TUTORIAL_QUERY = """
            let starttime = 28d; // Start date for the time series, counting back from the current date
            let endtime = 7d; // end date for the time series, counting back from the current date
            Usage
            | project TimeGenerated, DataType, Quantity
            | where TimeGenerated between (ago(starttime)..ago(endtime))
            | where DataType in ('Perf', 'AVSSyslog')
            | summarize ActualUsage=sum(Quantity) by TimeGenerated=bin(TimeGenerated, 1h), DataType
            """;

    /** Nine million million pairs. */
    private static final String SLOW = """
            range a from 1 to 3000000 step 1 | extend k = 1
            | join kind=inner (range b from 1 to 3000000 step 1 | extend k = 1) on k
            | summarize sum(a * b)
            """;

    @TempDir
    private Path folder;

    @Test
    void rowsGoInAndComeOutAndSurviveARestart() throws IOException {
        try (HalcyonServer server = start()) {
            Client client = new Client(server);
            String key = server.ownerKey();
            assertThat(rows(client, "Usage | where DataType == 'x'")).isEmpty();
            assertThat(client.json("POST", USAGE, key, usage()).statusCode()).isEqualTo(204);
            JsonNode weeks = rows(client, TUTORIAL_QUERY);
            assertThat(weeks).hasSize(21 * 24 * 2);
            assertThat(rows(client, "Usage | summarize n = count(), total = sum(Quantity), latest = max(TimeGenerated)")
                            .path(0)
                            .toString())
                    .isEqualTo("[%d,%s,\"2023-03-19T23:00:00Z\"]".formatted(HOURS * 2, HOURS * 0.5));

            defineAnomalies(client, server, key);
            String id = Client.tree(client.get(RULE, "X-Api-Key", key))
                    .path("properties")
                    .path("immutableId")
                    .asString();
            HttpResponse<String> sent = client.json(
                    "POST",
                    "/dataCollectionRules/" + id + "/streams/Custom-Anomalies_CL?api-version=2023-01-01",
                    key,
                    """
                    [{"TimeGenerated":"2023-03-14T05:00:00.000","Year":2023,"DataType":"Perf","ActualUsage":1.5,
                      "PredictedUsage":2.5,"Residual":-1,"Anomalies":-1.0}]
                    """);
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(204);
            checkAnomalies(client);
        }
        try (HalcyonServer server = start()) {
            Client client = new Client(server);
            checkAnomalies(client);
            assertThat(rows(client, TUTORIAL_QUERY)).hasSize(21 * 24 * 2);
            HttpResponse<String> again =
                    client.json("PUT", RULE, server.ownerKey(), ruleBody(server.workspaceResourceId()));
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        }
    }

    private static void checkAnomalies(Client client) {
        JsonNode rows = rows(
                client,
                "Anomalies_CL | project TimeGenerated, AnomalyTimeGenerated, DataType, ActualUsage, Anomalies, Type, "
                        + "_TimeReceived, strlen(_ItemId), _BilledSize > 0");
        assertThat(rows.path(0).toString())
                .isEqualTo("[\"2023-03-19T23:59:59Z\",\"2023-03-14T05:00:00Z\",\"Perf\",1.5,-1,\"Anomalies_CL\","
                        + "\"2023-03-19T23:59:59Z\",36,true]");
        assertThat(rows).hasSize(1);
    }

    @Test
    void standardColumnsResolveAndHiddenOnesStayOutOfSight() throws IOException {
        try (HalcyonServer server = start()) {
            Client client = new Client(server);
            client.json("POST", USAGE, server.ownerKey(), usage());
            JsonNode table =
                    answer(client, "Usage | take 1", null).path("tables").path(0);
            assertThat(table.path("columns").toString())
                    .contains("\"TenantId\"", "\"Type\"", "\"Quantity\"")
                    .doesNotContain("_ItemId", "_TimeReceived", "_BilledSize");
            assertThat(rows(client, "Usage | summarize dcount(_ItemId), dcount(TenantId), take_any(_IsBillable)")
                            .path(0)
                            .path(2)
                            .asString())
                    .isEqualTo("false");
        }
    }

    @Test
    void aTimespanIsAFurtherFilter() throws IOException {
        try (HalcyonServer server = start()) {
            Client client = new Client(server);
            client.json("POST", USAGE, server.ownerKey(), usage());
            assertThat(answer(client, "Usage | count", "P1D")
                            .path("tables")
                            .path(0)
                            .path("rows")
                            .toString())
                    .isEqualTo("[[" + 24 * 2 + "]]");
            assertThat(answer(client, "Usage | count", "2023-03-01/2023-03-02")
                            .path("tables")
                            .path(0)
                            .path("rows")
                            .toString())
                    .isEqualTo("[[" + 24 * 2 + "]]");
            assertThat(answer(client, "Heartbeat | where Computer has 'x'", "")
                            .path("tables")
                            .path(0)
                            .path("columns")
                            .size())
                    .isGreaterThan(10);
        }
    }

    @Test
    void transformationsAreCheckedWhenTheRuleIsMade() throws IOException {
        try (HalcyonServer server = start()) {
            Client client = new Client(server);
            String key = server.ownerKey();
            defineAnomalies(client, server, key);
            String body = ruleBody(server.workspaceResourceId());
            for (String transformation : new String[] {
                "source | summarize count()", "source | where Nothing > 1", "source |", "source | project DataType"
            }) {
                HttpResponse<String> response = client.json(
                        "PUT",
                        RULE,
                        key,
                        body.replace(
                                "source | extend AnomalyTimeGenerated = todatetime(TimeGenerated) | extend"
                                        + " TimeGenerated = now()",
                                transformation));
                assertThat(Client.error(response)).isEqualTo("400 InvalidPayload");
                assertThat(response.body()).contains("InvalidTransformOutput");
            }
        }
    }

    @Test
    void manyClientsReadAndWriteAtOnce() throws IOException, InterruptedException, ExecutionException {
        try (HalcyonServer server = start();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Client client = new Client(server);
            String key = server.ownerKey();
            String body = "[{\"TimeGenerated\":\"2023-03-19T22:00:00Z\",\"DataType\":\"Perf\",\"Quantity\":1}]";
            List<Callable<Integer>> work = new ArrayList<>();
            for (int index = 0; index < 200; index++) {
                work.add(() -> client.json("POST", USAGE, key, body).statusCode());
                if (index % 10 == 0) {
                    work.add(() -> rows(client, "Usage | count").size());
                }
            }
            for (Future<Integer> status : clients.invokeAll(work)) {
                assertThat(status.get()).isIn(204, 1);
            }
            assertThat(rows(client, "Usage | count").toString()).isEqualTo("[[200]]");
        }
    }

    @Test
    void aSlowQueryEndsInTimeAndTheServerGoesOn() throws IOException {
        try (HalcyonServer server = start()) {
            Client client = new Client(server);
            long start = System.nanoTime();
            HttpResponse<String> slow = client.send(
                    "POST",
                    "/v1/workspaces/DEMO_WORKSPACE/query",
                    body(SLOW, null).getBytes(StandardCharsets.UTF_8),
                    "Content-Type",
                    "application/json",
                    "X-Api-Key",
                    "DEMO_KEY",
                    "Prefer",
                    "wait=1");
            assertThat(Client.error(slow)).isEqualTo("504 GatewayTimeout");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(rows(client, "print 1").toString()).isEqualTo("[[1]]");
        }
    }

    @Test
    void stoppingTheServerCancelsWhatRunsTooLong() throws InterruptedException {
        HalcyonServer server = start(Duration.ofMillis(100));
        Client client = new Client(server);
        AtomicInteger status = new AtomicInteger();
        Thread reader = Thread.startVirtualThread(() ->
                status.set(client.json("POST", "/v1/workspaces/DEMO_WORKSPACE/query", "DEMO_KEY", body(SLOW, null))
                        .statusCode()));
        assertThat(running(server, 1)).isTrue();
        long begin = System.nanoTime();
        server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        reader.join();
        assertThat(status.get()).isEqualTo(503);
    }

    private static boolean running(HalcyonServer server, int wanted) throws InterruptedException {
        for (int attempt = 0; attempt < 100 && server.runningQueries() != wanted; attempt++) {
            Thread.sleep(100);
        }
        return server.runningQueries() == wanted;
    }

    @Test
    void aDataFolderHasOneServerAndMustBeAFolder() throws IOException {
        try (HalcyonServer server = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOfSatisfying(
                            ServerStartException.class,
                            e -> assertThat(e.reason()).isEqualTo(ServerStartException.Reason.DATA_FOLDER));
            assertThat(new Client(server).get("/health").statusCode()).isEqualTo(200);
        }
        Path file = folder.resolve("file");
        Files.writeString(file, "not a folder");
        assertThatThrownBy(() -> HalcyonServer.start(ServerOptions.at(file)))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("file");
    }

    private HalcyonServer start(Duration drainTime) {
        return HalcyonServer.start(ServerOptions.at(folder).withDemo(true).withDrainTime(drainTime));
    }

    private HalcyonServer start() {
        return HalcyonServer.start(ServerOptions.at(folder).withDemo(true).withNow(Optional.of(NOW)));
    }

    private static void defineAnomalies(Client client, HalcyonServer server, String key) {
        String table = server.workspaceResourceId() + "/tables/Anomalies_CL?api-version=2022-10-01";
        HttpResponse<String> put = client.json("PUT", table, key, """
                {"properties":{"schema":{"name":"Anomalies_CL","columns":[
                  {"name":"TimeGenerated","type":"dateTime"},{"name":"AnomalyTimeGenerated","type":"dateTime"},
                  {"name":"ActualUsage","type":"real"},{"name":"PredictedUsage","type":"real"},
                  {"name":"Anomalies","type":"int"},{"name":"DataType","type":"string"}]}}}
                """);
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        HttpResponse<String> rule = client.json("PUT", RULE, key, ruleBody(server.workspaceResourceId()));
        assertThat(rule.statusCode()).as(rule.body()).isEqualTo(201);
    }

    private static String ruleBody(String workspace) {
        return """
                {"location":"local","kind":"Direct","properties":{
                  "streamDeclarations":{"Custom-Anomalies_CL":{"columns":[
                    {"name":"TimeGenerated","type":"datetime"},{"name":"ActualUsage","type":"real"},
                    {"name":"PredictedUsage","type":"real"},{"name":"Anomalies","type":"int"},
                    {"name":"DataType","type":"string"}]}},
                  "destinations":{"logAnalytics":[{"workspaceResourceId":"%s","name":"la1"}]},
                  "dataFlows":[{"streams":["Custom-Anomalies_CL"],"destinations":["la1"],
                    "transformKql":"source | extend AnomalyTimeGenerated = todatetime(TimeGenerated) | extend TimeGenerated = now()",
                    "outputStream":"Custom-Anomalies_CL"}]}}
                """.formatted(workspace);
    }

    private static String usage() {
        StringBuilder rows = new StringBuilder("[");
        for (int hour = 0; hour < HOURS; hour++) {
            String time = NOW.minus(Duration.ofHours(hour)).toString().replace(":59:59Z", ":00:00Z");
            for (String type : new String[] {"Perf", "AVSSyslog"}) {
                rows.append(rows.length() > 1 ? "," : "")
                        .append("{\"TimeGenerated\":\"%s\",\"DataType\":\"%s\",\"Quantity\":0.25}"
                                .formatted(time, type));
            }
        }
        return rows.append(']').toString();
    }

    private static JsonNode rows(Client client, String query) {
        return answer(client, query, null).path("tables").path(0).path("rows");
    }

    private static JsonNode answer(Client client, String query, @Nullable String timespan) {
        HttpResponse<String> response =
                client.json("POST", "/v1/workspaces/DEMO_WORKSPACE/query", "DEMO_KEY", body(query, timespan));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Client.tree(response).path("error").isMissingNode()).isTrue();
        return Client.tree(response);
    }

    private static String body(String query, @Nullable String timespan) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("query", query)
                .put("timespan", timespan)
                .toString();
    }
}
