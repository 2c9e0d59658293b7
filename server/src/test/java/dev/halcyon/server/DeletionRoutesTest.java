package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.workspace.deletion.DeletionLimits;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows go for good, on request, and the record of it stays. */
class DeletionRoutesTest {

    private static final Instant NOW = Instant.parse("2023-03-19T23:59:59Z");
    private static final String USAGE =
            "/dataCollectionRules/dcr-00000000000000000000000000000001/streams/Microsoft-Usage?api-version=2023-01-01";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void filteredRowsAreRemovedInTheBackground() throws IOException, InterruptedException {
        String operation;
        try (HalcyonServer server = start()) {
            Client client = new Client(server);
            ingest(client, server.ownerKey());
            HttpResponse<String> taken = delete(client, server, """
                    {"filters":[{"column":"DataType","operator":"in","value":["Perf","Syslog"]},
                                {"column":"TimeGenerated","operator":"<","value":"2023-03-19T12:00:00Z"}]}""");
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
            assertThat(taken.headers().firstValueAsLong("Retry-After")).hasValue(1);
            String address = taken.headers().firstValue("Azure-AsyncOperation").orElseThrow();
            operation = address.substring(address.indexOf("/subscriptions"));
            await(client, server.ownerKey(), operation);
            assertThat(count(client, "Usage | where DataType == 'Perf'")).isEqualTo("12");
            assertThat(count(client, "Usage | where DataType == 'Other'")).isEqualTo("24");
            ingest(client, server.ownerKey());
            assertThat(count(client, "Usage | where DataType == 'Perf'")).isEqualTo("36");
        }
        try (HalcyonServer server = start()) {
            Client client = new Client(server);
            assertThat(client.get(operation, "X-Api-Key", server.ownerKey()).body())
                    .contains("\"Succeeded\"", "\"rows\":12");
            JsonNode ended = Client.tree(client.get(operation, "X-Api-Key", server.ownerKey()));
            assertThat(ended.path("id").asString())
                    .endsWith("/operations/" + ended.path("name").asString());
            assertThat(ended.path("startTime").asString()).isEqualTo(NOW.toString());
            assertThat(ended.path("endTime").asString()).isEqualTo(NOW.toString());
            assertThat(ended.path("error").isNull()).isTrue();
            assertThat(count(client, "Usage")).isEqualTo("84");
        }
    }

    @Test
    void aPurgeNamesItsTable() throws IOException, InterruptedException {
        try (HalcyonServer server = start()) {
            Client client = new Client(server);
            ingest(client, server.ownerKey());
            HttpResponse<String> taken = client.json(
                    "POST",
                    server.workspaceResourceId() + "/purge?api-version=2020-08-01",
                    server.ownerKey(),
                    "{\"table\":\"Usage\",\"filters\":[{\"column\":\"DataType\",\"operator\":\"=~\",\"value\":\"PERF\"}]}");
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
            String id = Client.tree(taken).path("operationId").asString();
            await(
                    client,
                    server.ownerKey(),
                    server.workspaceResourceId() + "/operations/" + id + "?api-version=2020-08-01");
            assertThat(count(client, "Usage")).isEqualTo("24");
        }
    }

    @Test
    void whatCannotBeDeletedIsRefused() throws IOException {
        try (HalcyonServer server = start()) {
            Client client = new Client(server);
            ingest(client, server.ownerKey());
            refused(client, server, "{\"filters\":[]}", "at least one filter");
            refused(
                    client,
                    server,
                    "{\"filters\":[{\"column\":\"Nothing\",\"operator\":\"==\",\"value\":\"x\"}]}",
                    "no column 'Nothing'");
            refused(
                    client,
                    server,
                    "{\"filters\":[{\"column\":\"DataType\",\"operator\":\"has\",\"value\":\"x\"}]}",
                    "Operator 'has' is not supported");
            refused(
                    client,
                    server,
                    "{\"filters\":[{\"column\":\"Quantity\",\"operator\":\">\",\"value\":\"many\"}]}",
                    "no value that it can be compared with");
            assertThat(client.json("POST", path(server), "DEMO_KEY", "{}").statusCode())
                    .isEqualTo(403);
            assertThat(count(client, "Usage")).isEqualTo("48");
            HttpResponse<String> basic = client.json(
                    "PATCH",
                    server.workspaceResourceId() + "/tables/Usage?api-version=2023-09-01",
                    server.ownerKey(),
                    "{\"properties\":{\"plan\":\"Basic\"}}");
            assertThat(basic.statusCode()).as(basic.body()).isEqualTo(200);
            refused(
                    client,
                    server,
                    "{\"filters\":[{\"column\":\"DataType\",\"operator\":\"==\",\"value\":\"x\"}]}",
                    "Analytics tables only");
        }
    }

    @Test
    void anHourTakesSoMany() throws IOException {
        ServerOptions options = ServerOptions.at(folder).withNow(Optional.of(NOW));
        String none = "{\"filters\":[{\"column\":\"DataType\",\"operator\":\"==\",\"value\":\"None\"}]}";
        try (HalcyonServer server = HalcyonServer.start(options.withDeletions(new DeletionLimits(2, 1)))) {
            Client client = new Client(server);
            assertThat(delete(client, server, none).statusCode()).isEqualTo(202);
            refused(client, server, "{\"filters\":[]}", "at least one filter");
            assertThat(delete(client, server, none).statusCode()).isEqualTo(202);
            requireThrottled(delete(client, server, none), "Too many deletions: 2 are taken within an hour.");
            assertThat(purge(client, server).statusCode()).isEqualTo(202);
            requireThrottled(purge(client, server), "Too many purges: 1 are taken within an hour.");
        }
        try (HalcyonServer server = HalcyonServer.start(options)) {
            Client client = new Client(server);
            for (int deletion = 0; deletion < DeletionLimits.DOCUMENTED.deletions(); deletion++) {
                assertThat(delete(client, server, none).statusCode()).isEqualTo(202);
            }
            requireThrottled(delete(client, server, none), "Too many deletions: 10 are taken within an hour.");
        }
    }

    private static HttpResponse<String> purge(Client client, HalcyonServer server) throws IOException {
        return client.json(
                "POST",
                server.workspaceResourceId() + "/purge?api-version=2020-08-01",
                server.ownerKey(),
                "{\"table\":\"Usage\",\"filters\":[{\"column\":\"DataType\",\"operator\":\"==\",\"value\":\"None\"}]}");
    }

    private static void requireThrottled(HttpResponse<String> answer, String message) {
        assertThat(Client.error(answer)).isEqualTo("429 TooManyRequests");
        assertThat(answer.body()).contains(message);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(3_000L, 3_600L);
    }

    private static void refused(Client client, HalcyonServer server, String body, String reason) throws IOException {
        HttpResponse<String> answer = delete(client, server, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(reason);
    }

    private static HttpResponse<String> delete(Client client, HalcyonServer server, String body) throws IOException {
        return client.json("POST", path(server), server.ownerKey(), body);
    }

    private static String path(HalcyonServer server) {
        return server.workspaceResourceId() + "/tables/Usage/deleteData?api-version=2023-09-01";
    }

    private static void await(Client client, String key, String operation) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        String status = "";
        while (!status.contains("ucceeded") && !status.contains("completed")) {
            assertThat(Instant.now()).as(status).isBefore(end);
            Thread.sleep(20);
            status = client.get(operation, "X-Api-Key", key).body();
        }
    }

    private HalcyonServer start() {
        return HalcyonServer.start(ServerOptions.at(folder).withDemo(true).withNow(Optional.of(NOW)));
    }

    private static void ingest(Client client, String key) {
        StringBuilder rows = new StringBuilder("[");
        for (int hour = 0; hour < 24; hour++) {
            for (String type : new String[] {"Perf", "Other"}) {
                rows.append(rows.length() > 1 ? "," : "")
                        .append("{\"TimeGenerated\":\"%s\",\"DataType\":\"%s\",\"Quantity\":0.25}"
                                .formatted(NOW.minus(Duration.ofHours(hour)), type));
            }
        }
        assertThat(client.json("POST", USAGE, key, rows.append(']').toString()).statusCode())
                .isEqualTo(204);
    }

    private static String count(Client client, String query) {
        HttpResponse<String> answer = client.json(
                "POST",
                "/v1/workspaces/DEMO_WORKSPACE/query",
                "DEMO_KEY",
                JsonMapper.shared()
                        .createObjectNode()
                        .put("query", query + " | count")
                        .toString());
        return Client.tree(answer)
                .path("tables")
                .path(0)
                .path("rows")
                .path(0)
                .path(0)
                .toString();
    }
}
