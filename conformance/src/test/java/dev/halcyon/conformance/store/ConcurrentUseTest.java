package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerOptions;
import dev.halcyon.workspace.access.KeyFile;
import dev.halcyon.workspace.query.QueryLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that many use at once, over HTTP: nobody waits for a long query, and a query ends when nobody wants it. */
class ConcurrentUseTest {

    private static final String TABLE = "Shared_CL";
    private static final int ROWS = 25;

    /** Minutes of work that holds little memory. */
    private static final String LONG_QUERY =
            "range x from 1 to 2000000000000 step 1 | where hash(x, 1000003) == 7 | summarize count(), max(x)";

    /** Bounds how long a defect lets a test hang; what is measured is printed. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HalcyonServer server;
    private String address = "";
    private String key = "none";
    private String rule = "";

    @BeforeEach
    void start() throws IOException, InterruptedException {
        start(16);
    }

    private void start(int total) throws IOException, InterruptedException {
        QueryLimits standard = QueryLimits.STANDARD;
        QueryLimits limits = new QueryLimits(
                total,
                total,
                standard.searchesPerOwner(),
                standard.queueLength(),
                standard.queueTime(),
                standard.maximumRows(),
                standard.maximumBytes(),
                standard.maximumTextLength(),
                standard.usualTime(),
                standard.maximumTime(),
                0);
        server = HalcyonServer.start(
                ServerOptions.at(folder.resolve("data" + total)).withLimits(limits));
        address = server.address();
        key = server.ownerKey();
        declare(server.workspaceResourceId());
    }

    private void declare(String workspace) throws IOException, InterruptedException {
        String columns = "{\"name\":\"TimeGenerated\",\"type\":\"datetime\"},{\"name\":\"Writer\",\"type\":\"long\"},"
                + "{\"name\":\"Number\",\"type\":\"long\"}";
        manage(
                workspace + "/tables/" + TABLE + "?api-version=2022-10-01",
                "{\"properties\":{\"schema\":{\"name\":\"%s\",\"columns\":[%s]}}}".formatted(TABLE, columns));
        String group = workspace.substring(0, workspace.indexOf("/providers/"));
        rule = manage(
                        group + "/providers/Microsoft.Insights/dataCollectionRules/shared?api-version=2023-03-11",
                        """
                {"location":"local","kind":"Direct","properties":{
                 "streamDeclarations":{"Custom-Shared_CL":{"columns":[%s]}},
                 "destinations":{"logAnalytics":[{"workspaceResourceId":"%s","name":"w"}]},
                 "dataFlows":[{"streams":["Custom-Shared_CL"],"destinations":["w"]}]}}""".formatted(columns, workspace))
                .path("properties")
                .path("immutableId")
                .asString();
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void sixteenQueriesAndEightWritersAtOnce() throws Exception {
        int requests = 30;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> write(number, requests)));
            }
            List<Callable<Boolean>> readers = new ArrayList<>();
            for (int reader = 0; reader < 16; reader++) {
                int writer = reader % 8;
                readers.add(() -> readWhile(writer, writers));
            }
            for (Future<Boolean> reader : threads.invokeAll(readers)) {
                assertThat(reader.get()).isTrue();
            }
            for (Future<Boolean> writer : writers) {
                assertThat(writer.get()).isTrue();
            }
        }
        JsonNode rows = rows(
                TABLE + " | summarize count(), sum(Number), dcount(Number) by Writer | order by Writer asc",
                Duration.ofMinutes(1));
        assertThat(rows.size()).isEqualTo(8);
        for (JsonNode row : rows) {
            assertThat(row.get(1).asLong()).isEqualTo((long) ROWS * requests);
            assertThat(row.get(2).asLong()).isEqualTo((long) ROWS * requests * (requests - 1) / 2);
            assertThat(row.get(3).asLong()).isEqualTo(requests);
        }
    }

    private boolean write(int writer, int requests) throws IOException, InterruptedException {
        for (int number = 0; number < requests; number++) {
            upload(writer, number);
        }
        return true;
    }

    /** Requests are seen as a whole, in their order, and never less of them than before. */
    private boolean readWhile(int writer, List<Future<Boolean>> writers) throws IOException, InterruptedException {
        long before = 0;
        while (!writers.stream().allMatch(Future::isDone)) {
            JsonNode row = rows(
                            TABLE + " | where Writer == " + writer + " | summarize count(), sum(Number), max(Number)",
                            Duration.ofMinutes(1))
                    .get(0);
            long count = row.get(0).asLong();
            long numbers = count / ROWS;
            assertThat(count).isEqualTo(numbers * ROWS).isGreaterThanOrEqualTo(before);
            if (count > 0) {
                assertThat(row.get(1).asLong()).isEqualTo(ROWS * numbers * (numbers - 1) / 2);
                assertThat(row.get(2).asLong()).isEqualTo(numbers - 1);
            }
            before = count;
        }
        return true;
    }

    @Test
    void aLongQueryHoldsNoWriterUpAndEndsWhenItIsToldTo() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                query(LONG_QUERY, PATIENCE.multipliedBy(4), "x-ms-client-request-id", "long one"),
                HttpResponse.BodyHandlers.ofString());
        awaitRunning(1);
        write(0, 20);
        assertThat(rows(TABLE + " | count", PATIENCE).get(0).get(0).asLong()).isEqualTo(20L * ROWS);
        assertThat(answer).as("the long query still runs").isNotDone();
        JsonNode listed = JsonMapper.shared()
                .readTree(http.send(request(queries(), "GET").build(), HttpResponse.BodyHandlers.ofString())
                        .body())
                .path("queries");
        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.get(0).path("clientRequestId").asString()).isEqualTo("long one");
        long start = System.nanoTime();
        assertThat(cancel("long%20one")).isEqualTo(204);
        awaitRunning(0);
        report("explicit cancel", start);
        assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode())
                .isEqualTo(409);
        assertThat(cancel("long%20one")).isEqualTo(404);
    }

    /** In a process of its own: how many threads carry requests is settled once in the life of one. */
    @Test
    void longQueriesOnEveryCoreHoldNobodyUp() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path data = folder.resolve("process");
        String resourceId = server.workspaceResourceId();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.halcyon.cli.Main",
                        "serve",
                        "--data",
                        data.toString(),
                        "--http-port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            address = "http://127.0.0.1:" + port;
            await(() -> process.isAlive() && answers());
            key = KeyFile.ownerSecret(data);
            declare(resourceId);
            int queries = Math.max(4, Runtime.getRuntime().availableProcessors() + 2);
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int query = 0; query < Math.min(queries, QueryLimits.STANDARD.concurrentPerOwner()); query++) {
                answers.add(http.sendAsync(
                        query(LONG_QUERY, PATIENCE.multipliedBy(4), "x-ms-client-request-id", "long"),
                        HttpResponse.BodyHandlers.ofString()));
            }
            await(() -> running() == answers.size());
            write(0, 5);
            assertThat(answers).as("the long queries still run").noneMatch(CompletableFuture::isDone);
            assertThat(cancel("long")).isEqualTo(204);
            await(() -> running() == 0);
            assertThat(rows(TABLE + " | count", PATIENCE).get(0).get(0).asLong())
                    .isEqualTo(5L * ROWS);
        } finally {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    private boolean answers() {
        try {
            return http.send(request("/health", "GET").build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int running() {
        try {
            return JsonMapper.shared()
                    .readTree(http.send(request(queries(), "GET").build(), HttpResponse.BodyHandlers.ofString())
                            .body())
                    .path("queries")
                    .size();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aQueryEndsWithItsClient() throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream().write(raw(LONG_QUERY));
            client.getOutputStream().flush();
            awaitRunning(1);
        }
        long start = System.nanoTime();
        awaitRunning(0);
        report("client gone", start);
        assertThat(rows("print 1", PATIENCE).get(0).get(0).asLong()).isEqualTo(1);
    }

    @Test
    void aQueryEndsWithItsTime() throws Exception {
        HttpResponse<String> answer =
                http.send(query(LONG_QUERY, PATIENCE, "Prefer", "wait=1"), HttpResponse.BodyHandlers.ofString());
        long end = System.nanoTime();
        assertThat(answer.statusCode()).isEqualTo(504);
        awaitRunning(0);
        report("time limit, from the answer", end);
    }

    @Test
    void whoWaitsForAPlaceLeavesTheQueueWithItsClient() throws Exception {
        server.close();
        start(1);
        try (Socket running = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            running.getOutputStream().write(raw(LONG_QUERY));
            awaitRunning(1);
            try (Socket waiting = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                waiting.getOutputStream().write(raw("print 1"));
                await(() -> server.queuedQueries() == 1);
            }
            await(() -> server.queuedQueries() == 0);
            assertThat(server.runningQueries()).isEqualTo(1);
        }
        awaitRunning(0);
    }

    private static void report(String what, long startNanos) {
        System.out.printf(
                "ConcurrentUseTest: %s: %.1f ms until nothing runs%n", what, (System.nanoTime() - startNanos) / 1e6);
    }

    /** A query runs until the engine has given its place back. */
    private void awaitRunning(int queries) throws InterruptedException {
        await(() -> server.runningQueries() == queries);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within %s", PATIENCE).isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    private void upload(int writer, int number) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder("[");
        for (int row = 0; row < ROWS; row++) {
            body.append(row == 0 ? "" : ",")
                    .append("{\"TimeGenerated\":\"2026-03-01T00:00:00Z\",\"Writer\":%d,\"Number\":%d}"
                            .formatted(writer, number));
        }
        HttpResponse<String> answer = http.send(
                request(
                                "/dataCollectionRules/" + rule + "/streams/Custom-Shared_CL?api-version=2023-01-01",
                                "POST",
                                body.append(']').toString())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private JsonNode rows(String kql, Duration patience) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(query(kql, patience), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).path("tables").get(0).path("rows");
    }

    private HttpRequest query(String kql, Duration patience, String... headers) {
        HttpRequest.Builder request =
                request("/v1/workspaces/workspace/query", "POST", body(kql)).timeout(patience);
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    private static String body(String kql) {
        return JsonMapper.shared().createObjectNode().put("query", kql).toString();
    }

    private byte[] raw(String kql) {
        byte[] body = body(kql).getBytes(StandardCharsets.UTF_8);
        return ("POST /v1/workspaces/workspace/query HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Api-Key: %s\r\n".formatted(key)
                        + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n".formatted(body.length)
                        + new String(body, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String queries() {
        return "/halcyon/v1/workspaces/workspace/queries";
    }

    private int cancel(String id) throws IOException, InterruptedException {
        return http.send(request(queries() + "/" + id, "DELETE").build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private JsonNode manage(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request(path, "PUT", body).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpRequest.Builder request(String path, String method, String... body) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body[0]));
    }
}
