package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.workspace.ingest.IngestionLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Transformations in the engine, rows that they fail on, limits of a rule (ingestion.md sections 1 to 3). */
@TestInstance(Lifecycle.PER_CLASS)
class TransformationsTest {

    private static final String ROW = """
            [{"TimeGenerated":"2025-01-02T03:04:05Z","Text":"Key=Value; n=7","Number":12,"Share":2.5,"Flag":true,
              "Bag":{"a":1,"list":[1,2,3]}}]""";

    private static final String STREAM = "Custom-In";
    private static final String COLUMNS =
            "TimeGenerated:datetime Text:string Number:long Share:real Flag:boolean Bag:dynamic";

    /** Columns C0 to C11 of text. */
    private static final int WIDTH = 12;

    private HalcyonServer server;
    private Owner owner;
    private Client client;
    private String key;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = HalcyonServer.start(ServerOptions.at(folder));
        owner = Owner.of(server);
        client = owner.client();
        key = owner.key();
        StringBuilder columns = new StringBuilder("TimeGenerated:datetime Number:long Chunk:int");
        for (int column = 0; column < WIDTH; column++) {
            columns.append(" C").append(column).append(":string");
        }
        owner.makeTable("Out_CL", columns.toString());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> rule(String name, String transformation) {
        return owner.putRule(name, List.of(STREAM), COLUMNS, Owner.flow(STREAM, "Out_CL", transformation));
    }

    private HttpResponse<String> upload(String rule, String body) {
        return owner.upload(rule, STREAM, body);
    }

    private JsonNode rows(String query) {
        return owner.rows(query);
    }

    @Test
    void everyFunctionOfTheProfileRunsInTheEngine() {
        List<String[]> cases = cases();
        assertThat(cases).hasSizeGreaterThan(100);
        for (int first = 0; first < cases.size(); first += WIDTH) {
            List<String[]> chunk = cases.subList(first, Math.min(first + WIDTH, cases.size()));
            StringBuilder text = new StringBuilder("source | project TimeGenerated = now(), Chunk = " + first);
            for (int column = 0; column < chunk.size(); column++) {
                text.append(", C")
                        .append(column)
                        .append(" = tostring(")
                        .append(chunk.get(column)[0])
                        .append(')');
            }
            String rule = Owner.immutableId(rule("functions", text.toString()));
            assertThat(upload(rule, ROW).statusCode()).isEqualTo(204);
        }
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        JsonNode stored = rows("Out_CL | where isnotnull(Chunk) | sort by Chunk asc | project Chunk, "
                + "C0, C1, C2, C3, C4, C5, C6, C7, C8, C9, C10, C11");
        for (int index = 0; index < cases.size(); index++) {
            expected.add(cases.get(index)[0] + " => " + cases.get(index)[1]);
            actual.add(cases.get(index)[0] + " => "
                    + stored.path(index / WIDTH).path(1 + index % WIDTH).asString());
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static List<String[]> cases() {
        try (InputStream in =
                Objects.requireNonNull(TransformationsTest.class.getResourceAsStream("transformation-functions.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" => ", 2))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rowsThatFailGoAloneAndAreLogged() {
        HttpResponse<String> made = rule(
                "failing",
                "source | where Number != 3 | extend C0 = iff('aaa' matches regex Text, 'a', '') "
                        + "| project TimeGenerated, Number, C0");
        String rule = Owner.immutableId(made);
        StringBuilder body = new StringBuilder();
        for (int row = 0; row < 40; row++) {
            body.append(row == 0 ? "[" : ",")
                    .append("{\"TimeGenerated\":\"2025-02-0")
                    .append(1 + row % 9)
                    .append("T00:00:00Z\",\"Extra\":1,\"Number\":")
                    .append(row)
                    .append(",\"Text\":\"")
                    .append(row == 7 || row == 31 ? "a(" : "a")
                    .append("\"}");
        }
        body.append(']');
        assertThat(upload(rule, body.toString()).statusCode()).isEqualTo(204);
        JsonNode counted = rows("Out_CL | where C0 == 'a' and isnull(Chunk) | summarize count(), min(Number), "
                + "Numbers = tostring(make_list_if(Number, Number in (3, 7, 31)))");
        assertThat(counted.toString()).isEqualTo("[[37,0,\"[]\"]]");
        // Nobody asked for the errors.
        assertThat(rows("DCRLogErrors | count").toString()).isEqualTo("[[0]]");

        String settings = owner.ruleId("failing") + "/providers/Microsoft.Insights/diagnosticSettings";
        String version = "?api-version=2021-05-01-preview";
        HttpResponse<String> setting = client.json(
                "PUT",
                settings + "/errors" + version,
                key,
                "{\"properties\":{\"workspaceId\":\"%s\",\"logs\":[{\"category\":\"LogErrors\",\"enabled\":true}]}}"
                        .formatted(server.workspaceResourceId()));
        assertThat(setting.statusCode()).as(setting.body()).isEqualTo(200);
        assertThat(Client.tree(client.get(settings + version, "X-Api-Key", key))
                        .path("value")
                        .size())
                .isEqualTo(1);
        assertThat(client.send(
                                "POST",
                                "/dataCollectionRules/" + rule + "/streams/Custom-In?api-version=2023-01-01",
                                body.toString().getBytes(StandardCharsets.UTF_8),
                                "Content-Type",
                                "application/json",
                                "X-Api-Key",
                                key,
                                "x-ms-client-request-id",
                                "request-1")
                        .statusCode())
                .isEqualTo(204);
        JsonNode errors = rows("DCRLogErrors | sort by Message asc "
                + "| project InputStreamId, OperationName, ClientRequestId, Message, _ResourceId");
        assertThat(errors.size()).isEqualTo(2);
        assertThat(errors.path(0).toString())
                .contains("Custom-In", "Transformation", "request-1", "Row 31", "regular expression")
                .contains(owner.ruleId("failing").toLowerCase(Locale.ROOT));

        String metrics = client.get("/metrics", "X-Api-Key", key).body();
        String labels = "{rule=\"%s\",stream=\"Custom-In\"} ".formatted(rule);
        assertThat(metrics)
                .contains("halcyon_rule_rows_received_total" + labels + "80.0")
                .contains("halcyon_rule_transform_errors_total" + labels + "4.0")
                .contains("halcyon_rule_rows_dropped_total" + labels + "6.0")
                .contains("halcyon_rule_properties_dropped_total" + labels + "80.0")
                .contains("halcyon_rule_requests_total{rule=\"%s\",status=\"204\"} 2.0".formatted(rule));

        assertThat(client.send("DELETE", settings + "/errors" + version, new byte[0], "X-Api-Key", key)
                        .statusCode())
                .isEqualTo(200);
        assertThat(upload(rule, body.toString()).statusCode()).isEqualTo(204);
        assertThat(rows("DCRLogErrors | count").toString()).isEqualTo("[[2]]");
    }

    @Test
    void settingsThatWouldDoNothingAreRefused() {
        assertThat(Owner.immutableId(rule("settings", "source | project TimeGenerated, Number")))
                .isNotEmpty();
        String settings = owner.ruleId("settings")
                + "/providers/Microsoft.Insights/diagnosticSettings/s?api-version=2021-05-01-preview";
        String good = "\"workspaceId\":\"%s\",\"logs\":[{\"category\":\"LogErrors\",\"enabled\":true}]"
                .formatted(server.workspaceResourceId());
        for (String properties : List.of(
                "\"workspaceId\":\"/x\",\"logs\":[{\"category\":\"LogErrors\",\"enabled\":true}]",
                good.replace("LogErrors", "Audit"),
                good.replace("\"category\"", "\"categoryGroup\":\"allLogs\",\"category\""),
                good.replace("[{\"category\":\"LogErrors\",\"enabled\":true}]", "[]"),
                good + ",\"storageAccountId\":\"/x\"",
                good + ",\"metrics\":[{\"category\":\"AllMetrics\",\"enabled\":true}]")) {
            HttpResponse<String> refused = client.json("PUT", settings, key, "{\"properties\":{" + properties + "}}");
            assertThat(Client.error(refused)).as(properties).isEqualTo("400 BadRequest");
        }
        HttpResponse<String> other = client.json(
                "PUT",
                server.workspaceResourceId()
                        + "/providers/Microsoft.Insights/diagnosticSettings/s?api-version=2021-05-01-preview",
                key,
                "{\"properties\":{" + good + "}}");
        assertThat(Client.error(other)).isEqualTo("400 ResourceTypeNotSupported");
    }

    @Test
    void aRuleIsPlannedAgainWhenItChanges() {
        String rule = Owner.immutableId(rule("changing", "source | project TimeGenerated, C1 = 'first'"));
        assertThat(upload(rule, ROW).statusCode()).isEqualTo(204);
        assertThat(Owner.immutableId(rule("changing", "source | project TimeGenerated, C1 = 'second'")))
                .isEqualTo(rule);
        assertThat(upload(rule, ROW).statusCode()).isEqualTo(204);
        assertThat(
                        rows("Out_CL | where C1 in ('first', 'second') and isnull(Chunk) | summarize count() by C1 | sort by C1 asc")
                                .toString())
                .isEqualTo("[[\"first\",1],[\"second\",1]]");
    }

    @Test
    void tooManyFailingRowsRefuseTheBody() {
        String rule = Owner.immutableId(
                rule("hopeless", "source | project TimeGenerated, C0 = iff('a' matches regex Text, 'a', '')"));
        String body = "[" + "{\"Text\":\"a(\"},".repeat(1_999) + "{\"Text\":\"a(\"}]";
        HttpResponse<String> refused = upload(rule, body);
        assertThat(Client.error(refused)).isEqualTo("400 InvalidTransformOutput");
        assertThat(refused.body()).contains("regular expression");
    }

    @Test
    void aTransformationHasAnEnd() {
        String start = "source | project TimeGenerated, C0 = '";
        String longest = start + "x".repeat(15_360 - start.length() - 1) + "'";
        assertThat(upload(Owner.immutableId(rule("long", longest)), ROW).statusCode())
                .isEqualTo(204);
        HttpResponse<String> longer = rule("long", longest + " ");
        assertThat(Client.error(longer)).isEqualTo("400 InvalidPayload");
        assertThat(longer.body()).contains("InvalidTransformOutput", "at most 15360 characters; this one has 15361");
        HttpResponse<String> sampled = client.json(
                "POST",
                server.workspaceResourceId() + "/tables/Long_CL/fromSample?api-version=2022-10-01",
                key,
                "{\"sample\":[{\"a\":1}],\"transformKql\":\"%s\"}".formatted(longest + " "));
        assertThat(Client.error(sampled)).isEqualTo("400 InvalidPayload");
        assertThat(client.get(owner.tablePath("Long_CL"), "X-Api-Key", key).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRuleTakesSoMuchAMinute(@TempDir Path folder) throws IOException {
        String path = "/dataCollectionRules/dcr-00000000000000000000000000000001/streams/Microsoft-Usage"
                + "?api-version=2023-01-01";
        ServerOptions options = ServerOptions.at(folder);
        try (HalcyonServer slow = HalcyonServer.start(options.withIngestion(new IngestionLimits(2, 0, 0)))) {
            Client sender = new Client(slow);
            assertThat(sender.json("POST", path, slow.ownerKey(), "[{}]").statusCode())
                    .isEqualTo(204);
            assertThat(sender.json("POST", path, slow.ownerKey(), "[{}]").statusCode())
                    .isEqualTo(204);
            requireThrottled(sender.json("POST", path, slow.ownerKey(), "[{}]"));
            assertThat(sender.get("/metrics", "X-Api-Key", slow.ownerKey()).body())
                    .contains("status=\"429\"} 1.0");
        }
        try (HalcyonServer slow = HalcyonServer.start(options.withIngestion(new IngestionLimits(0, 100, 0)))) {
            Client sender = new Client(slow);
            String body = "[{\"DataType\":\"%s\"}]".formatted("x".repeat(60));
            assertThat(sender.json("POST", path, slow.ownerKey(), body).statusCode())
                    .isEqualTo(204);
            requireThrottled(sender.json("POST", path, slow.ownerKey(), body));
        }
        try (HalcyonServer slow = HalcyonServer.start(options.withIngestion(new IngestionLimits(0, 0, 100)))) {
            Client sender = new Client(slow);
            String body = "[{\"DataType\":\"%s\"}]".formatted("x".repeat(60));
            assertThat(sender.json("POST", path, slow.ownerKey(), body).statusCode())
                    .isEqualTo(204);
            requireThrottled(sender.json("POST", path.replace("Usage", "Perf"), slow.ownerKey(), body));
        }
    }

    private static void requireThrottled(HttpResponse<String> answer) {
        assertThat(Client.error(answer)).isEqualTo("429 TooManyRequests");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
    }
}
