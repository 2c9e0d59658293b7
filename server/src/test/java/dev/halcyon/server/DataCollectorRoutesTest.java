package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The HTTP Data Collector API: signatures, columns by value, every documented error. */
class DataCollectorRoutesTest {

    private static final Instant NOW = Instant.parse("2023-03-19T12:00:00Z");
    private static final String PATH = "/api/logs?api-version=2016-04-01";
    private static final String JSON = "application/json";

    private final ScriptedEngine engine = new ScriptedEngine();
    private HalcyonServer server;
    private Client client;
    private String id;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = HalcyonServer.start(ServerOptions.at(folder).withNow(Optional.of(NOW)), engine);
        client = new Client(server);
        id = server.workspace().store().identity().customerId().toString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void columnsFollowFromValues() {
        HttpResponse<String> first = post("Door", """
                [{"open":true,"count":7,"who":"Ann","at":"2023-03-19T10:00:00Z",
                  "badge":"6F9619FF-8B86-D011-B42D-00C04FC964FF","tags":{"a":[1]},"none":null,"TimeGenerated":"x"}]""");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.body()).isEmpty();
        assertThat(post("Door", "{\"count\":\"many\",\"open\":3}").statusCode()).isEqualTo(200);
        assertThat(server.workspace()
                        .store()
                        .catalog()
                        .table("Door_CL")
                        .orElseThrow()
                        .columns())
                .contains(
                        new Column("open_b", ScalarType.BOOL),
                        new Column("count_d", ScalarType.REAL),
                        new Column("who_s", ScalarType.STRING),
                        new Column("at_t", ScalarType.DATETIME),
                        new Column("badge_g", ScalarType.STRING),
                        new Column("tags_s", ScalarType.STRING),
                        new Column("TimeGenerated_s", ScalarType.STRING),
                        new Column("count_s", ScalarType.STRING),
                        new Column("open_d", ScalarType.REAL),
                        new Column("SourceSystem", ScalarType.STRING));
        List<RowBlock> stored = engine.storage.rows.get("Door_CL");
        assertThat(stored).hasSize(2);
    }

    @Test
    void theTimeOfARowCountsWithinTwoDays() {
        String rows = """
                [{"when":"2023-03-18T12:00:00Z"},{"when":"2023-03-01T12:00:00Z"},{"when":"2023-03-21T12:00:00Z"}]""";
        HttpResponse<String> sent =
                post("Door", rows, "time-generated-field", "when", "x-ms-AzureResourceId", "/subscriptions/S1/x");
        assertThat(sent.statusCode()).isEqualTo(200);
        RowBlock block = engine.storage.rows.getOrDefault("Door_CL", List.of()).getFirst();
        assertThat(IngestRoutesTest.ticks(block, "TimeGenerated"))
                .containsExactly(
                        dev.halcyon.kql.type.Ticks.of(Instant.parse("2023-03-18T12:00:00Z")),
                        dev.halcyon.kql.type.Ticks.of(NOW),
                        dev.halcyon.kql.type.Ticks.of(NOW));
        assertThat(IngestRoutesTest.texts(block, "_ResourceId")).containsOnly("/subscriptions/s1/x");
        assertThat(IngestRoutesTest.texts(block, "SourceSystem")).containsOnly("RestAPI");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/logs | application/json | Door | 400 MissingApiVersion",
                "/api/logs?api-version=2015-01-01 | application/json | Door | 400 InvalidApiVersion",
                "/api/logs?api-version=2016-04-01 | '' | Door | 400 MissingContentType",
                "/api/logs?api-version=2016-04-01 | text/plain | Door | 400 UnsupportedContentType",
                "/api/logs?api-version=2016-04-01 | application/json | '' | 400 MissingLogType",
                "/api/logs?api-version=2016-04-01 | application/json | Do-or | 400 InvalidLogType",
                "/api/logs?api-version=2016-04-01 | application/json | "
                        + "AVeryLongLogTypeThatMakesATableNameOfMoreThanFortyFive | 400 InvalidLogType",
            })
    void whatIsMissingIsNamed(String path, String contentType, String logType, String expected) {
        List<String> headers = new ArrayList<>(signed(2, date(present())));
        if (!contentType.isEmpty()) {
            headers.addAll(List.of("Content-Type", contentType));
        }
        if (!logType.isEmpty()) {
            headers.addAll(List.of("Log-Type", logType));
        }
        assertThat(error(client.send(
                        "POST", path, "{}".getBytes(StandardCharsets.UTF_8), headers.toArray(String[]::new))))
                .isEqualTo(expected);
    }

    @Test
    void badBodiesAreNamed() {
        for (String body : List.of("{", "7", "[1]", "", "{\"1\":1}", "{\"" + "x".repeat(60) + "\":1}")) {
            assertThat(error(post("Door", body))).as(body).isEqualTo("400 InvalidDataFormat");
        }
        assertThat(engine.storage.rows).isEmpty();
    }

    @Test
    void signaturesAreChecked() {
        String now = date(present());
        assertThat(error(send("{}"))).isEqualTo("403 InvalidAuthorization");
        assertThat(error(send("{}", "Authorization", "SharedKey " + id + ":AAAA", "x-ms-date", now)))
                .isEqualTo("403 InvalidAuthorization");
        assertThat(error(send("{}", "Authorization", "SharedKey " + id + ":%%", "x-ms-date", now)))
                .isEqualTo("403 InvalidAuthorization");
        assertThat(error(send("{}", "Authorization", "SharedKey other:AAAA", "x-ms-date", now)))
                .isEqualTo("400 InvalidCustomerId");
        assertThat(error(send(
                        "{}", signed(2, date(present().minusSeconds(3600))).toArray(String[]::new))))
                .isEqualTo("403 InvalidAuthorization");
        assertThat(error(send("{}", signed(3, now).toArray(String[]::new)))).isEqualTo("403 InvalidAuthorization");
        List<String> old = signed(2, now);
        assertThat(send("{}", old.toArray(String[]::new)).statusCode()).isEqualTo(200);
        server.workspace().sharedKeys().regenerate();
        assertThat(error(send("{}", old.toArray(String[]::new)))).isEqualTo("403 InvalidAuthorization");
    }

    @Test
    void aFullDiskIsToldAndNothingIsStored() {
        assertThat(post("Door", "{\"a\":1}").statusCode()).isEqualTo(200);
        engine.storage.failure = new EngineException(EngineException.Kind.STORAGE_FULL, "The disk is full");
        HttpResponse<String> full = post("Door", "{\"a\":1}");
        assertThat(error(full)).isEqualTo("503 ServiceUnavailable");
        assertThat(full.headers().firstValue("Retry-After")).isPresent();
        engine.storage.failure = null;
    }

    @Test
    void theOwnerReadsAndRenewsTheKeys() throws IOException {
        String path = server.workspaceResourceId() + "/sharedKeys?api-version=2020-08-01";
        HttpResponse<String> keys = client.json("POST", path, server.ownerKey(), "");
        assertThat(Client.tree(keys).path("primarySharedKey").asString())
                .isEqualTo(server.workspace().sharedKeys().pair().primary());
        String renewal = path.replace("sharedKeys", "regenerateSharedKey");
        assertThat(Client.tree(client.json("POST", renewal, server.ownerKey(), "")))
                .isNotEqualTo(Client.tree(keys));
        assertThat(Client.error(client.get(path, "X-Api-Key", server.ownerKey())))
                .isEqualTo("405 MethodNotAllowed");
    }

    private HttpResponse<String> post(String logType, String body, String... further) {
        List<String> headers = new ArrayList<>(signed(body.getBytes(StandardCharsets.UTF_8).length, date(present())));
        headers.addAll(List.of("Content-Type", JSON, "Log-Type", logType));
        headers.addAll(List.of(further));
        return client.send("POST", PATH, body.getBytes(StandardCharsets.UTF_8), headers.toArray(String[]::new));
    }

    private HttpResponse<String> send(String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", JSON, "Log-Type", "Door"));
        return client.send("POST", PATH, body.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
    }

    private List<String> signed(int length, String date) {
        String text = "POST\n" + length + "\napplication/json\nx-ms-date:" + date + "\n/api/logs";
        String key = server.workspace().sharedKeys().pair().secondary();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            String signature = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return List.of("x-ms-date", date, "Authorization", "SharedKey " + id + ":" + signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant present() {
        return Instant.now();
    }

    private static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    private static String error(HttpResponse<String> response) {
        return response.statusCode() + " " + Client.tree(response).path("Error").asString("");
    }
}
