package dev.halcyon.bench.wire;

import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerLog;
import dev.halcyon.server.ServerOptions;
import dev.halcyon.workspace.query.QueryLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.stream.Stream;

/** A server in a folder of its own with a table of ten columns and a rule that feeds it. */
final class WireServer implements AutoCloseable {

    static final String TABLE = "Wire_CL";

    private static final int BODY = 1_048_576;
    private static final String COLUMNS = """
            {"name":"TimeGenerated","type":"datetime"},{"name":"Level","type":"string"},
            {"name":"Message","type":"string"},{"name":"DurationMs","type":"real"},{"name":"UserId","type":"long"},
            {"name":"Bytes","type":"long"},{"name":"Status","type":"int"},{"name":"Ok","type":"boolean"},
            {"name":"Region","type":"string"},{"name":"Properties","type":"dynamic"}""";

    private final Path folder;
    private final HalcyonServer server;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String ruleId;

    WireServer() throws IOException, InterruptedException {
        this(QueryLimits.STANDARD.concurrentPerOwner());
    }

    /** A server whose one key may run so many queries at a time. */
    WireServer(int concurrentQueries) throws IOException, InterruptedException {
        this(concurrentQueries, options -> options);
    }

    /** The same with further options. */
    WireServer(int concurrentQueries, UnaryOperator<ServerOptions> further) throws IOException, InterruptedException {
        ServerLog.configure(Level.WARNING);
        folder = Files.createTempDirectory("halcyon-wire");
        QueryLimits standard = QueryLimits.STANDARD;
        QueryLimits limits = new QueryLimits(
                concurrentQueries,
                concurrentQueries,
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
                further.apply(ServerOptions.at(folder.resolve("data")).withLimits(limits)));
        key = server.ownerKey();
        String workspace = server.workspaceResourceId();
        send(
                "PUT",
                workspace + "/tables/" + TABLE + "?api-version=2022-10-01",
                "{\"properties\":{\"schema\":{\"name\":\"%s\",\"columns\":[%s]}}}".formatted(TABLE, COLUMNS));
        String group = workspace.substring(0, workspace.indexOf("/providers/"));
        String rule = """
                {"location":"local","kind":"Direct","properties":{
                 "streamDeclarations":{"Custom-Wire_CL":{"columns":[%s]}},
                 "destinations":{"logAnalytics":[{"workspaceResourceId":"%s","name":"w"}]},
                 "dataFlows":[{"streams":["Custom-Wire_CL"],"destinations":["w"]}]}}""".formatted(COLUMNS, workspace);
        String answer = send(
                "PUT", group + "/providers/Microsoft.Insights/dataCollectionRules/wire?api-version=2023-03-11", rule);
        int start = answer.indexOf("dcr-");
        ruleId = answer.substring(start, answer.indexOf('"', start));
    }

    HalcyonServer server() {
        return server;
    }

    Path dataFolder() {
        return folder.resolve("data");
    }

    /** Uploads so many rows in bodies of 1 MB. */
    void fill(WireRows rows, int count) throws IOException, InterruptedException {
        int stored = 0;
        while (stored < count) {
            WireRows.Body body = rows.body(count - stored, BODY);
            upload(body.bytes());
            stored += body.rows();
        }
    }

    /** Uploads a body. */
    void upload(byte[] body) throws IOException, InterruptedException {
        upload(body, Optional.empty());
    }

    /** The same with an id, as the clients of Azure send it. */
    void upload(byte[] body, Optional<String> requestId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + "/dataCollectionRules/"
                        + ruleId + "/streams/Custom-Wire_CL?api-version=2023-01-01"))
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        requestId.ifPresent(id -> request.header("x-ms-client-request-id", id));
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 204) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
    }

    /** Asks a query and reads the answer to its end; gives its size in bytes. */
    long query(String kql) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(queryRequest(kql), HttpResponse.BodyHandlers.ofInputStream());
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream in = response.body()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                size += count;
            }
        }
        if (response.statusCode() != 200) {
            throw new IllegalStateException("Status " + response.statusCode());
        }
        return size;
    }

    /** The text of an answer. */
    String answer(String kql) throws IOException, InterruptedException {
        return http.send(queryRequest(kql), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The rows that the table holds. */
    long rows() throws IOException, InterruptedException {
        return number(answer(TABLE + " | count"));
    }

    /** The one number of an answer. */
    static long number(String answer) {
        int start = answer.indexOf("\"rows\":[[") + "\"rows\":[[".length();
        return Long.parseLong(answer.substring(start, answer.indexOf(']', start)));
    }

    private HttpRequest queryRequest(String kql) {
        return HttpRequest.newBuilder(
                        URI.create(server.address() + "/v1/workspaces/" + server.workspaceId() + "/query"))
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + kql + "\"}"))
                .timeout(Duration.ofMinutes(5))
                .build();
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() throws IOException {
        http.close();
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
