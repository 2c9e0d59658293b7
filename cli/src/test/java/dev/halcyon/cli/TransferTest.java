package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.cli.client.OwnerClient;
import dev.halcyon.cli.client.ServerAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Backups of a server process under load, restored after it was killed; exports and what is refused. */
class TransferTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int BATCH = 20;

    @TempDir
    private Path folder = Path.of("unset");

    private Path data() {
        return folder.resolve("data");
    }

    private Process serve() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.halcyon.cli.Main",
                        "serve",
                        "--data",
                        data().toString(),
                        "--http-port",
                        "0",
                        "--https-port",
                        "off")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("serve.log").toFile())
                .start();
    }

    /** The address that the process prints, once it answers. */
    private URI address() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline) {
            String log = Files.exists(folder.resolve("serve.log")) ? Files.readString(folder.resolve("serve.log")) : "";
            var found = java.util.regex.Pattern.compile("http://127\\.0\\.0\\.1:\\d+")
                    .matcher(log);
            if (found.find() && healthy(URI.create(found.group()))) {
                return URI.create(found.group());
            }
            Thread.sleep(100);
        }
        throw new AssertionError("The server did not start: " + Files.readString(folder.resolve("serve.log")));
    }

    private static boolean healthy(URI address) throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                                    HttpRequest.newBuilder(address.resolve("/health"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String key() throws IOException {
        return JSON.readTree(Files.readString(data().resolve("keys.json")))
                .path("ownerKey")
                .asString("");
    }

    private static String define(OwnerClient client) {
        ObjectNode table = JSON.createObjectNode();
        ArrayNode columns = table.putObject("properties")
                .putObject("schema")
                .put("name", "Load_CL")
                .putArray("columns");
        columns.addObject().put("name", "TimeGenerated").put("type", "dateTime");
        columns.addObject().put("name", "Batch").put("type", "long");
        client.putTable("Load_CL", table);
        ObjectNode rule = JSON.createObjectNode().put("location", "local").put("kind", "Direct");
        ObjectNode properties = rule.putObject("properties");
        ArrayNode declared = properties
                .putObject("streamDeclarations")
                .putObject("Custom-Load_CL")
                .putArray("columns");
        declared.addObject().put("name", "TimeGenerated").put("type", "datetime");
        declared.addObject().put("name", "Batch").put("type", "long");
        properties
                .putObject("destinations")
                .putArray("logAnalytics")
                .addObject()
                .put(
                        "workspaceResourceId",
                        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/halcyon/providers/Microsoft.OperationalInsights/workspaces/workspace")
                .put("name", "la");
        ObjectNode flow = properties.putArray("dataFlows").addObject();
        flow.putArray("streams").add("Custom-Load_CL");
        flow.putArray("destinations").add("la");
        return client.putRule("load", rule);
    }

    private static List<JsonNode> batch(int number) {
        List<JsonNode> rows = new ArrayList<>();
        for (int row = 0; row < BATCH; row++) {
            rows.add(JSON.createObjectNode()
                    .put("TimeGenerated", "2026-03-0%dT10:00:00Z".formatted(1 + row % 3))
                    .put("Batch", number));
        }
        return rows;
    }

    @Test
    void aBackupOfARunningServerHoldsWholeBatchesAndAllThatWasAcknowledgedBefore() throws Exception {
        Process server = serve();
        try {
            URI address = address();
            String resource =
                    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/halcyon/providers/Microsoft.OperationalInsights/workspaces/workspace";
            AtomicInteger acknowledged = new AtomicInteger();
            AtomicBoolean stop = new AtomicBoolean();
            try (OwnerClient client = new OwnerClient(new ServerAccess(address, key()), resource)) {
                String rule = define(client);
                Thread load = Thread.ofPlatform().start(() -> {
                    while (!stop.get()) {
                        client.upload(rule, "Custom-Load_CL", batch(acknowledged.get()));
                        acknowledged.incrementAndGet();
                    }
                });
                while (acknowledged.get() < 20) {
                    Thread.sleep(10);
                }
                int before = acknowledged.get();
                Cli backup = Cli.run(
                        "backup", "first", "--url", address.toString(), "--key", key(), "--workspace", "workspace");
                assertThat(backup.err()).isEmpty();
                int after = acknowledged.get();
                stop.set(true);
                load.join();
                server.destroyForcibly().waitFor(20, TimeUnit.SECONDS);

                Path restored = folder.resolve("restored");
                Path copy = data().resolve("exports/first");
                assertThat(Cli.run("restore", copy.toString(), "--data", restored.toString())
                                .err())
                        .isEmpty();
                Cli counts = Cli.run(
                        "query",
                        "Load_CL | summarize Rows = count() by Batch | summarize count(), min(Rows), max(Rows), max(Batch)",
                        "--data",
                        restored.toString(),
                        "--output",
                        "json");
                JsonNode row = JSON.readTree(counts.out()).path(0);
                int batches = row.path("count_").asInt();
                // One more may be stored than was acknowledged when the copy ended.
                assertThat(batches).isBetween(before, after + 1);
                assertThat(row.path("min_Rows").asInt()).isEqualTo(BATCH);
                assertThat(row.path("max_Rows").asInt()).isEqualTo(BATCH);
                assertThat(row.path("max_Batch").asInt()).isEqualTo(batches - 1);
                assertThat(Files.readString(restored.resolve("keys.json"))).contains(key());
                exports(restored, batches);
                refusals(copy);
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private void exports(Path data, int batches) throws IOException {
        Path target = folder.resolve("load");
        String[] command = {"export", "--table", "Load_CL", "--to", target.toString(), "--data", data.toString()};
        assertThat(Cli.run(command).out()).contains("3 files, %d rows".formatted(batches * BATCH));
        assertThat(Cli.run(command).err()).contains("exists already");
        Files.delete(target.resolve("day=2026-03-02/rows.parquet"));
        String[] again = java.util.Arrays.copyOf(command, command.length + 1);
        again[command.length] = "--resume";
        assertThat(Cli.run(again).out()).contains("1 files", "2 files kept");
        assertThat(Cli.run(
                                "query",
                                "load | summarize count() by bin(TimeGenerated, 1d) | count",
                                "-f",
                                target.toString(),
                                "-o",
                                "csv")
                        .out())
                .isEqualToIgnoringNewLines("Count3");
        assertThat(Cli.run("query", "load | count", "-f", target.toString(), "-o", "csv")
                        .out())
                .isEqualToIgnoringNewLines("Count" + batches * BATCH);
        Path exact = folder.resolve("exact");
        String instant = "datetime(2026-03-01T10:00:00.1234567Z)";
        Cli.run(
                "export",
                "--query",
                "print At = %s | extend Ticks = tolong(At)".formatted(instant),
                "--to",
                exact.toString(),
                "--data",
                data.toString());
        assertThat(Cli.run(
                                "query",
                                "exact | project At < %s and %s - At < 10tick, Ticks == tolong(%s)"
                                        .formatted(instant, instant, instant),
                                "-f",
                                exact.toString(),
                                "-o",
                                "csv")
                        .out())
                .contains("true,true");
    }

    private void refusals(Path backup) throws IOException {
        Path target = folder.resolve("other");
        Files.createDirectories(target);
        Path foreign = Files.writeString(target.resolve("file"), "text");
        assertThat(Cli.run("restore", backup.toString(), "--data", target.toString())
                        .err())
                .contains("holds something already");
        Files.delete(foreign);
        Path manifest = backup.resolve("BACKUP.json");
        String good = Files.readString(manifest);
        Files.writeString(manifest, good.replace("\"VERSION\"", "\"../VERSION\""));
        assertThat(Cli.run("restore", backup.toString(), "--data", target.toString())
                        .err())
                .contains("no manifest");
        Files.writeString(manifest, good);
        Files.writeString(backup.resolve("workspace.duckdb"), "x", StandardOpenOption.APPEND);
        assertThat(Cli.run("restore", backup.toString(), "--data", target.toString())
                        .err())
                .contains("its digest differs");
        assertThat(target).isEmptyDirectory();
        try (var entries = Files.list(folder)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()).filter(name -> name.startsWith(".")))
                    .isEmpty();
        }
    }
}
