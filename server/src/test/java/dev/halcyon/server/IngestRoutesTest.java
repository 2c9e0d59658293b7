package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.ColumnValues;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.AppendRefusedException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestRoutesTest {

    private static final Instant NOW = Instant.parse("2023-03-19T23:59:59Z");
    private static final String RULE = "dcr-00000000000000000000000000000001";
    private static final String PATH =
            "/dataCollectionRules/" + RULE + "/streams/Microsoft-Usage?api-version=2023-01-01";
    private static final String ROWS =
            "[{\"TimeGenerated\":\"2023-03-19T22:00:00Z\",\"DataType\":\"Perf\",\"Quantity\":12.5,\"Extra\":1},{}]";

    private final ScriptedEngine engine = new ScriptedEngine();
    private HalcyonServer server;
    private Client client;
    private String key;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true).withNow(Optional.of(NOW)), engine);
        client = new Client(server);
        key = server.ownerKey();
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(engine.closed).isTrue();
    }

    @Test
    void rowsAreStoredWithTheirStandardColumns() {
        HttpResponse<String> response = client.json("POST", PATH, key, ROWS);
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        RowBlock stored = stored();
        assertThat(stored.rowCount()).isEqualTo(2);
        assertThat(texts(stored, "DataType")).containsExactly("Perf", "");
        assertThat(texts(stored, "Type")).containsExactly("Usage", "Usage");
        assertThat(texts(stored, "_IsBillable")).containsExactly("false", "false");
        assertThat(texts(stored, "_ItemId")).doesNotHaveDuplicates().doesNotContain("");
        assertThat(ticks(stored, "TimeGenerated"))
                .containsExactly(Ticks.of(Instant.parse("2023-03-19T22:00:00Z")), Ticks.of(NOW));
        assertThat(ticks(stored, "_TimeReceived")).containsExactly(Ticks.of(NOW), Ticks.of(NOW));
        ColumnValues.Reals sizes = (ColumnValues.Reals) values(stored, "_BilledSize");
        // 20 for the time, 4 for Perf and 4 for 12.5; the second row has its time alone.
        assertThat(sizes.values()).containsExactly(28.0, 20.0);
    }

    @Test
    void aRequestThatIsSentAgainIsStoredOnce() {
        assertThat(sendAs("one", ROWS)).isEqualTo(204);
        assertThat(sendAs("one", ROWS)).isEqualTo(204);
        assertThat(storedRows()).isEqualTo(2);
        assertThat(sendAs("one", "[{\"DataType\":\"other\"}]")).isEqualTo(204);
        assertThat(storedRows()).isEqualTo(3);
        assertThat(sendAs("two", ROWS)).isEqualTo(204);
        assertThat(storedRows()).isEqualTo(5);
    }

    private int sendAs(String id, String body) {
        return client.send(
                        "POST",
                        PATH,
                        body.getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json",
                        "X-Api-Key",
                        key,
                        "x-ms-client-request-id",
                        id)
                .statusCode();
    }

    private long storedRows() {
        return engine.storage.rows.getOrDefault("Usage", List.of()).stream()
                .mapToLong(RowBlock::rowCount)
                .sum();
    }

    @Test
    void aFullQueueIsToldWithTheTimeToWait() {
        engine.storage.failure = new AppendRefusedException("Too many rows wait", Duration.ofMillis(2500));
        HttpResponse<String> refused = client.json("POST", PATH, key, ROWS);
        assertThat(Client.error(refused)).isEqualTo("429 TooManyRequests");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("3");
    }

    @Test
    void gzipIsTakenAnnouncedOrNot() {
        byte[] packed = Client.gzip(ROWS);
        assertThat(client.send(
                                "POST",
                                PATH,
                                packed,
                                "Content-Type",
                                "application/json",
                                "X-Api-Key",
                                key,
                                "Content-Encoding",
                                "gzip")
                        .statusCode())
                .isEqualTo(204);
        assertThat(client.send("POST", PATH, packed, "Content-Type", "application/json", "X-Api-Key", key)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void pathsAndParametersMayBeWrittenInTheirOtherWays() {
        String encoded = PATH.replace("api-version", "api%2Dversion").replace("/data", "//data");
        assertThat(client.json("POST", encoded, key, ROWS).statusCode()).isEqualTo(204);
        HttpResponse<String> bearer = client.send(
                "POST",
                PATH.replace("dataCollectionRules", "datacollectionrules"),
                ROWS.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json; charset=utf-8",
                "Authorization",
                "Bearer " + key);
        assertThat(bearer.statusCode()).isEqualTo(204);
    }

    @Test
    void unknownRulesAndStreamsAreNamed() {
        HttpResponse<String> rule = client.json("POST", PATH.replace(RULE, "dcr-0"), key, ROWS);
        assertThat(Client.error(rule)).isEqualTo("404 NotFound");
        assertThat(rule.body()).contains("Data collection rule with immutable Id 'dcr-0' not found.");
        HttpResponse<String> stream = client.json("POST", PATH.replace("Microsoft-Usage", "Custom-X"), key, ROWS);
        assertThat(Client.error(stream)).isEqualTo("400 InvalidStream");
        assertThat(stream.body()).contains("The stream Custom-X was not configured in the Data Collection Rule.");
    }

    @Test
    void keysAreNeeded() {
        byte[] body = ROWS.getBytes(StandardCharsets.UTF_8);
        assertThat(Client.error(client.send("POST", PATH, body, "Content-Type", "application/json")))
                .isEqualTo("401 AuthenticationFailed");
        HttpResponse<String> readOnly = client.json("POST", PATH, "DEMO_KEY", ROWS);
        assertThat(Client.error(readOnly)).isEqualTo("403 OperationFailed");
        assertThat(readOnly.body()).contains(RULE);
        assertThat(Client.error(client.json("POST", PATH, "wrong", ROWS))).isEqualTo("403 OperationFailed");
        assertThat(Client.error(client.json("POST", PATH + "&api_key=" + key, "", ROWS)))
                .isEqualTo("401 AuthenticationFailed");
        assertThat(engine.storage.rows).isEmpty();
    }

    @Test
    void malformedBodiesStoreNothing() {
        for (String body : new String[] {"{\"a\":1}", "[{]", "[{\"DataType\":\"x\"},1]", "", "[", "nonsense"}) {
            assertThat(Client.error(client.json("POST", PATH, key, body))).isEqualTo("400 InvalidJson");
        }
        byte[] broken = Client.gzip(ROWS);
        broken[20] ^= 0x55;
        assertThat(Client.error(
                        client.send("POST", PATH, broken, "Content-Type", "application/json", "X-Api-Key", key)))
                .isEqualTo("400 BadRequest");
        byte[] cut = Arrays.copyOf(Client.gzip(ROWS), 30);
        assertThat(Client.error(client.send("POST", PATH, cut, "Content-Type", "application/json", "X-Api-Key", key)))
                .isEqualTo("400 BadRequest");
        assertThat(engine.storage.rows).isEmpty();
    }

    @Test
    void headersAndVersionAreChecked() {
        byte[] body = ROWS.getBytes(StandardCharsets.UTF_8);
        assertThat(Client.error(client.send("POST", PATH, body, "X-Api-Key", key)))
                .isEqualTo("400 MissingContentTypeHeader");
        assertThat(Client.error(client.send("POST", PATH, body, "X-Api-Key", key, "Content-Type", "text/plain")))
                .isEqualTo("400 UnsupportedContentType");
        assertThat(Client.error(client.send(
                        "POST",
                        PATH,
                        body,
                        "X-Api-Key",
                        key,
                        "Content-Type",
                        "application/json",
                        "Content-Encoding",
                        "br")))
                .isEqualTo("415 UnsupportedContentEncoding");
        assertThat(Client.error(client.json("POST", PATH.replace("?api-version=2023-01-01", ""), key, ROWS)))
                .isEqualTo("400 MissingApiVersionParameter");
        assertThat(Client.error(client.get(PATH, "X-Api-Key", key))).isEqualTo("405 MethodNotAllowed");
    }

    @Test
    void bodiesOverOneMebibyteAreRefusedPlainAndUnpacked() {
        String large = "[{\"DataType\":\"" + "x".repeat(1_048_576) + "\"}]";
        HttpResponse<String> plain = client.json("POST", PATH, key, large);
        assertThat(Client.error(plain)).isEqualTo("413 ContentLengthLimitExceeded");
        assertThat(plain.body()).contains("Maximum allowed content length: 1048576 bytes");
        HttpResponse<String> packed =
                client.send("POST", PATH, Client.gzip(large), "Content-Type", "application/json", "X-Api-Key", key);
        assertThat(Client.error(packed)).isEqualTo("413 ContentLengthLimitExceeded");
        String limit = "[{\"DataType\":\"" + "x".repeat(1_048_576 - 17) + "\"}]";
        assertThat(limit).hasSize(1_048_576);
        assertThat(client.json("POST", PATH, key, limit).statusCode()).isEqualTo(204);
        assertThat(texts(stored(), "DataType")[0]).hasSize(65_536);
    }

    @Test
    void aFullDiskIsARetryAndADefectShowsNoTrace() {
        engine.storage.failure = new EngineException(EngineException.Kind.STORAGE_FULL, "No space left");
        HttpResponse<String> full = client.json("POST", PATH, key, ROWS);
        assertThat(Client.error(full)).isEqualTo("503 ServiceUnavailable");
        assertThat(full.headers().firstValue("Retry-After")).isPresent();
        engine.storage.failure = new IllegalStateException("secret internals");
        HttpResponse<String> defect = client.json("POST", PATH, key, ROWS);
        assertThat(Client.error(defect)).isEqualTo("500 UnspecifiedError");
        assertThat(defect.body()).doesNotContain("secret").contains("correlationId");
        engine.storage.failure = null;
        assertThat(client.json("POST", PATH, key, ROWS).statusCode()).isEqualTo(204);
    }

    private RowBlock stored() {
        return Objects.requireNonNull(engine.storage.rows.get("Usage")).getFirst();
    }

    private static ColumnValues values(RowBlock rows, String column) {
        for (int index = 0; index < rows.columns().size(); index++) {
            if (rows.columns().get(index).name().equals(column)) {
                return rows.values().get(index);
            }
        }
        throw new AssertionError("No column " + column);
    }

    static @Nullable String[] texts(RowBlock rows, String column) {
        return ((ColumnValues.Texts) values(rows, column)).values();
    }

    static long[] ticks(RowBlock rows, String column) {
        return ((ColumnValues.Longs) values(rows, column)).values();
    }
}
