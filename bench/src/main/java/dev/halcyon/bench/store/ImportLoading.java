package dev.halcyon.bench.store;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerLog;
import dev.halcyon.server.ServerOptions;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** The generated rows as a file of JSON lines, sent to a server's import in packed pieces as the import command sends them. */
final class ImportLoading {

    private static final String VERSION = "2022-10-01";
    private static final int PIECE_ROWS = 50_000;

    private final HalcyonServer server;
    private final HttpClient http;

    private ImportLoading(HalcyonServer server, HttpClient http) {
        this.server = server;
        this.http = http;
    }

    /** Measures; the file is written before the clock starts. */
    static void run(Path folder, long rows) throws IOException, InterruptedException {
        ServerLog.configure(Level.WARNING);
        Path file = folder.resolve("rows.jsonl");
        write(file, rows);
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder.resolve("imported")));
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            ImportLoading loading = new ImportLoading(server, http);
            loading.define();
            long start = System.nanoTime();
            long stored = loading.send(file);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (stored != rows) {
                throw new IllegalStateException("%d rows were sent, %d are stored".formatted(rows, stored));
            }
            System.out.printf(
                    "imported %,d rows over HTTP from %,d MB of JSON lines: %,.0f rows/s, %.1f MB/s%n",
                    rows, Files.size(file) / 1_000_000, rows / seconds, Files.size(file) / 1e6 / seconds);
        } finally {
            Files.delete(file);
        }
    }

    private static void write(Path file, long rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (long row = 0; row < rows; row++) {
                out.write("""
                        {"TimeGenerated":"%s","Level":"%s","Host":"%s","Service":"%s","RequestId":"%s","Message":"%s",\
                        "Status":%d,"DurationMs":%s,"UserId":%d,"Properties":%s}
                        """.formatted(
                                Ticks.datetimeText(GeneratedLogs.time(row)),
                                GeneratedLogs.level(row),
                                GeneratedLogs.host(row),
                                GeneratedLogs.service(row),
                                GeneratedLogs.requestId(row),
                                GeneratedLogs.message(row),
                                GeneratedLogs.status(row),
                                GeneratedLogs.duration(row),
                                GeneratedLogs.user(row),
                                GeneratedLogs.properties(row)));
            }
        }
    }

    private String table() {
        return server.workspaceResourceId() + "/tables/" + GeneratedLogs.TABLE;
    }

    private void define() throws IOException, InterruptedException {
        String columns =
                GeneratedLogs.COLUMNS.stream().map(ImportLoading::declared).collect(Collectors.joining(","));
        String body = "{\"properties\":{\"schema\":{\"name\":\"%s\",\"columns\":[%s]}}}"
                .formatted(GeneratedLogs.TABLE, columns);
        request("PUT", table() + "?api-version=" + VERSION, body.getBytes(StandardCharsets.UTF_8), "identity");
    }

    private static String declared(Column column) {
        return "{\"name\":\"%s\",\"type\":\"%s\"}"
                .formatted(column.name(), column.type().kqlName());
    }

    private long send(Path file) throws IOException, InterruptedException {
        long stored = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            Optional<byte[]> piece = piece(lines);
            while (piece.isPresent()) {
                String path = "%s/import?api-version=%s&source=rows&from=%d".formatted(table(), VERSION, stored);
                String answer = request("POST", path, piece.get(), "gzip");
                stored = Long.parseLong(answer.replaceAll("[^0-9]", ""));
                piece = piece(lines);
            }
        }
        return stored;
    }

    private static Optional<byte[]> piece(BufferedReader lines) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        int rows = 0;
        try (OutputStream out = new GZIPOutputStream(packed)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(rows == 0 ? '[' : ',');
                out.write(line.getBytes(StandardCharsets.UTF_8));
                rows++;
                if (rows == PIECE_ROWS) {
                    break;
                }
            }
            out.write(']');
        }
        return rows == 0 ? Optional.empty() : Optional.of(packed.toByteArray());
    }

    private String request(String method, String path, byte[] body, String encoding)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("X-Api-Key", server.ownerKey())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
