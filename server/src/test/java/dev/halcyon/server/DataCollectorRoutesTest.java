package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.AppendRefusedException;
import dev.halcyon.store.table.TablePlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
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
    void anUnexpectedFailureHasTheFormOfThisInterface() {
        engine.storage.failure = new IllegalStateException("secret internals");
        HttpResponse<String> defect = post("Door", "{\"a\":1}");
        engine.storage.failure = new EngineException(EngineException.Kind.INTERNAL, "secret internals");
        HttpResponse<String> engineDefect = post("Door", "{\"a\":1}");
        engine.storage.failure = null;
        for (HttpResponse<String> answer : List.of(defect, engineDefect)) {
            assertThat(error(answer)).isEqualTo("500 UnspecifiedError");
            assertThat(answer.body()).doesNotContain("secret");
            assertThat(Client.tree(answer).path("Message").asString()).isNotEmpty();
        }
    }

    @Test
    void tooMuchIsToldToComeLater() {
        engine.storage.failure = new AppendRefusedException("Too much waits", Duration.ofSeconds(3));
        HttpResponse<String> refused = post("Door", "{\"a\":1}");
        engine.storage.failure = null;
        assertThat(error(refused)).isEqualTo("429 TooManyRequests");
        assertThat(refused.headers().firstValueAsLong("Retry-After")).isPresent();
    }

    @Test
    void otherPathsAreNotFound() {
        List<String> headers = new ArrayList<>(signed(2, date(present())));
        headers.addAll(List.of("Content-Type", JSON, "Log-Type", "Door"));
        assertThat(client.send(
                                "POST",
                                "/api/log",
                                "{}".getBytes(StandardCharsets.UTF_8),
                                headers.toArray(String[]::new))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void bodiesMayBePacked() {
        byte[] packed = Client.gzip("[{\"a\":1},{\"a\":2}]");
        HttpResponse<String> sent = sendSigned(packed, "Content-Encoding", "gzip");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(engine.storage
                        .rows
                        .getOrDefault("Door_CL", List.of())
                        .getFirst()
                        .rowCount())
                .isEqualTo(2);
        assertThat(error(sendSigned(Arrays.copyOf(packed, 15), "Content-Encoding", "gzip")))
                .isEqualTo("400 InvalidDataFormat");
    }

    @Test
    void largeBodiesAreRefusedPlainAndUnpacked() {
        byte[] large = new byte[(30 << 20) + 1];
        Arrays.fill(large, (byte) ' ');
        assertThat(error(sendSigned(large))).isEqualTo("413 ContentLengthLimitExceeded");
        byte[] packed = Client.gzip(new String(large, StandardCharsets.US_ASCII));
        assertThat(error(sendSigned(packed, "Content-Encoding", "gzip"))).isEqualTo("413 ContentLengthLimitExceeded");
        // Strangers learn nothing of a body: it is not looked at.
        assertThat(error(send(
                        "{}",
                        "Authorization",
                        "SharedKey " + id + ":AAAA",
                        "x-ms-date",
                        date(present()),
                        "Content-Encoding",
                        "gzip")))
                .isEqualTo("403 InvalidAuthorization");
        assertThat(engine.storage.rows).isEmpty();
    }

    @Test
    void aBodyWithoutALengthIsRefused() throws IOException, InterruptedException {
        List<String> headers = new ArrayList<>(signed(2, date(present())));
        headers.addAll(List.of("Content-Type", JSON, "Log-Type", "Door"));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + PATH))
                    .headers(headers.toArray(String[]::new))
                    .version(HttpClient.Version.HTTP_1_1)
                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))))
                    .build();
            assertThat(error(http.send(request, HttpResponse.BodyHandlers.ofString())))
                    .isEqualTo("403 InvalidAuthorization");
        }
    }

    @Test
    void newPropertiesLeaveThePlanOfATable() {
        assertThat(post("Door", "{\"a\":1}").statusCode()).isEqualTo(200);
        var store = server.workspace().store();
        var made = store.catalog().definition("Door_CL").orElseThrow();
        store.keep("Door_CL", made.retention(), TablePlan.BASIC);
        assertThat(post("Door", "{\"b\":1}").statusCode()).isEqualTo(200);
        var changed = store.catalog().definition("Door_CL").orElseThrow();
        assertThat(changed.column("b_d")).isPresent();
        assertThat(changed.plan()).isEqualTo(TablePlan.BASIC);
    }

    private HttpResponse<String> sendSigned(byte[] body, String... further) {
        List<String> headers = new ArrayList<>(signed(body.length, date(present())));
        headers.addAll(List.of("Content-Type", JSON, "Log-Type", "Door"));
        headers.addAll(List.of(further));
        return client.send("POST", PATH, body, headers.toArray(String[]::new));
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
        return signed(server, length, date);
    }

    /** The headers of a request that is signed now. */
    static List<String> signedHeaders(HalcyonServer server, int length) {
        List<String> headers = new ArrayList<>(signed(server, length, date(present())));
        headers.addAll(List.of("Content-Type", JSON, "Log-Type", "Door"));
        return headers;
    }

    private static List<String> signed(HalcyonServer server, int length, String date) {
        String text = "POST\n" + length + "\napplication/json\nx-ms-date:" + date + "\n/api/logs";
        String key = server.workspace().sharedKeys().pair().secondary();
        String id = server.workspace().store().identity().customerId().toString();
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
