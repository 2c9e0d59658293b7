package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.PartialFailure;
import dev.halcyon.workspace.query.QueryLimits;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The query protocol, its errors above all, over an engine whose answers are written here. */
class QueryRoutesTest {

    private static final String PATH = "/v1/workspaces/DEMO_WORKSPACE/query";
    private static final String KEY = "DEMO_KEY";

    private final ScriptedEngine engine = new ScriptedEngine();
    private HalcyonServer server;
    private Client client;

    @BeforeEach
    void start(@TempDir Path folder) {
        QueryLimits limits = new QueryLimits(
                16,
                1,
                1,
                0,
                Duration.ofMillis(10),
                500_000,
                64 << 20,
                1000,
                Duration.ofMinutes(3),
                Duration.ofMinutes(10),
                0);
        server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true).withLimits(limits), engine);
        client = new Client(server);
        engine.answers = relation -> new ScriptedCursor(List.of(1L, 9_007_199_254_740_993L));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAnswerHasTablesColumnsAndRows() {
        HttpResponse<String> response = client.json("POST", PATH, KEY, query("print x=1"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(response.body())
                .isEqualTo("{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"x\",\"type\":\"long\"}],"
                        + "\"rows\":[[1],[9007199254740993]]}]}");
    }

    @Test
    void queriesComeByGetToo() {
        String text = URLEncoder.encode("print x = 1 + 1", StandardCharsets.UTF_8);
        HttpResponse<String> response =
                client.get("//v1//workspaces/demo_workspace/query?%71uery=" + text + "&timespan=P1D", "X-Api-Key", KEY);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Client.error(client.get(PATH, "X-Api-Key", KEY))).isEqualTo("400 BadArgumentError");
    }

    @Test
    void theKeyComesInFourWays() {
        String basic = Base64.getEncoder().encodeToString("anyone:DEMO_KEY".getBytes(StandardCharsets.UTF_8));
        String get = PATH + "?query=print+1";
        assertThat(client.get(get, "Authorization", "Bearer DEMO_KEY").statusCode())
                .isEqualTo(200);
        assertThat(client.get(get, "Authorization", "Basic " + basic).statusCode())
                .isEqualTo(200);
        assertThat(client.get(get + "&api_key=DEMO_KEY").statusCode()).isEqualTo(200);
        assertThat(client.get(get, "X-Api-Key", KEY).statusCode()).isEqualTo(200);
    }

    @Test
    void missingKeysAre401AndWrongOnes403() {
        HttpResponse<String> missing = client.get(PATH + "?query=print+1");
        assertThat(Client.error(missing)).isEqualTo("401 AuthorizationRequiredError");
        assertThat(missing.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(Client.error(client.get(PATH + "?query=print+1", "X-Api-Key", "wrong")))
                .isEqualTo("403 InsufficientAccessError");
        assertThat(Client.error(client.get(PATH + "?query=print+1", "Authorization", "Basic !!")))
                .isEqualTo("403 InsufficientAccessError");
        assertThat(Client.error(client.get("/v1/workspaces/other/query?query=print+1", "X-Api-Key", KEY)))
                .isEqualTo("403 InsufficientAccessError");
    }

    @Test
    void resourceIdsAndFurtherWorkspacesResolveToTheOneThereIs() {
        String path = "/v1/" + server.workspaceResourceId().replace("resourceGroups", "resourcegroups") + "/query";
        assertThat(client.json("POST", path, KEY, query("print 1")).statusCode())
                .isEqualTo(200);
        assertThat(Client.error(client.json("POST", "/v1/subscriptions/x/query", KEY, query("print 1"))))
                .isEqualTo("400 FailedToResolveResource");
        String own = "{\"query\":\"print 1\",\"workspaces\":[\"demo_workspace\"],\"unknown\":1,\"timespan\":null}";
        assertThat(client.json("POST", PATH, KEY, own).statusCode()).isEqualTo(200);
        assertThat(Client.error(client.json("POST", PATH, KEY, own.replace("demo_workspace", "ws-b"))))
                .isEqualTo("400 FailedToResolveResource");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"query\":1}",
                "{\"query\":\"\"}",
                "{\"query\":\"print 1\",\"timespan\":\"7d\"}",
                "{\"query\":\"print 1\",\"timespan\":7}",
            })
    void badBodiesAreNamed(String body) {
        HttpResponse<String> response = client.json("POST", PATH, KEY, body);
        assertThat(Client.error(response)).isEqualTo("400 BadArgumentError");
        assertThat(response.body()).contains("QueryValidationError");
    }

    @Test
    void otherContentTypesAreRefused() {
        byte[] body = query("print 1").getBytes(StandardCharsets.UTF_8);
        assertThat(Client.error(client.send("POST", PATH, body, "X-Api-Key", KEY, "Content-Type", "text/plain")))
                .isEqualTo("400 BadArgumentError");
    }

    @Test
    void mistakesInTheTextTellCodeAndPlace() {
        HttpResponse<String> syntax = client.json("POST", PATH, KEY, query("Usage |\n wher 1"));
        assertThat(Client.error(syntax)).isEqualTo("400 BadArgumentError");
        JsonNode kind = Client.tree(syntax).path("error").path("innererror");
        assertThat(kind.path("code").asString()).isEqualTo("SyntaxError");
        assertThat(kind.path("innererror").path("code").asString()).startsWith("SYN");
        assertThat(kind.path("innererror").path("line").asInt()).isEqualTo(2);
        assertThat(kind.path("innererror").path("pos").asInt()).isEqualTo(2);
        HttpResponse<String> semantic = client.json("POST", PATH, KEY, query("Usage | where Quantit > 1"));
        kind = Client.tree(semantic).path("error").path("innererror");
        assertThat(kind.path("code").asString()).isEqualTo("SemanticError");
        assertThat(kind.path("innererror").path("code").asString()).startsWith("SEM");
        assertThat(kind.path("innererror").path("token").asString()).isEqualTo("Quantit");
        assertThat(kind.path("innererror").path("message").asString()).contains("Quantity");
    }

    @Test
    void tooLongTextsAreRefused() {
        assertThat(Client.error(client.json("POST", PATH, KEY, query("print '" + "x".repeat(1000) + "'"))))
                .isEqualTo("400 BadArgumentError");
        assertThat(Client.error(client.json("POST", PATH, KEY, query("x".repeat(9 << 20)))))
                .isEqualTo("413 ContentLengthLimitExceeded");
    }

    @Test
    void aCutResultIsAPartialError() {
        engine.answers = relation -> {
            ScriptedCursor cursor = new ScriptedCursor(List.of(1L));
            cursor.cut = new PartialFailure(
                    "E_QUERY_RESULT_SET_TOO_LARGE", "The results of this query exceed the set limit of 1 records");
            return cursor;
        };
        HttpResponse<String> response = client.json("POST", PATH, KEY, query("print 1"));
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = Client.tree(response);
        assertThat(body.path("tables").path(0).path("rows")).hasSize(1);
        assertThat(body.path("error").path("code").asString()).isEqualTo("PartialError");
        JsonNode inner = body.path("error").path("details").path(0).path("innererror");
        assertThat(inner.path("code").asString()).isEqualTo("-2133196797");
        assertThat(inner.path("message").asString()).endsWith("(E_QUERY_RESULT_SET_TOO_LARGE)");
        assertThat(inner.path("severityName").asString()).isEqualTo("Error");
    }

    @Test
    void aFailureAfterTheFirstRowsIsAPartialError() {
        engine.answers = relation -> {
            ScriptedCursor cursor =
                    new ScriptedCursor(LongStream.range(0, 20_000).boxed().toList());
            cursor.failure = new EngineException(EngineException.Kind.TIMEOUT, "The time is over");
            return cursor;
        };
        HttpResponse<String> response = client.json("POST", PATH, KEY, query("print 1"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.tree(response).path("tables").path(0).path("rows")).hasSize(20_000);
        assertThat(response.body()).contains("PartialError", "The time is over");
    }

    @Test
    void failuresBeforeTheFirstRowHaveTheirStatus() {
        assertThat(failing(EngineException.Kind.QUERY)).isEqualTo("400 BadArgumentError");
        assertThat(failing(EngineException.Kind.TIMEOUT)).isEqualTo("504 GatewayTimeout");
        assertThat(failing(EngineException.Kind.CANCELLED)).isEqualTo("503 ServiceUnavailable");
        assertThat(failing(EngineException.Kind.STORAGE_UNAVAILABLE)).isEqualTo("503 ServiceUnavailable");
        assertThat(failing(EngineException.Kind.INTERNAL)).isEqualTo("500 UnspecifiedError");
        engine.answers = relation -> failure(EngineException.Kind.RUNAWAY);
        HttpResponse<String> runaway = client.json("POST", PATH, KEY, query("print 1"));
        assertThat(runaway.statusCode()).isEqualTo(200);
        assertThat(runaway.body()).contains("\"rows\":[]", "PartialError", "E_RUNAWAY_QUERY");
        engine.answers = relation -> {
            throw new IllegalStateException("secret internals");
        };
        HttpResponse<String> defect = client.json("POST", PATH, KEY, query("print 1"));
        assertThat(Client.error(defect)).isEqualTo("500 UnspecifiedError");
        assertThat(defect.body()).doesNotContain("secret");
    }

    @Test
    void extrasComeWhenAskedFor() {
        byte[] body =
                query("print x=1 | render timechart with (title='t', ymin=1)").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response = client.send(
                "POST",
                PATH,
                body,
                "X-Api-Key",
                KEY,
                "Content-Type",
                "application/json",
                "prefer",
                "include-statistics=true,include-render=true,include-permissions=true,include-dataSources=true");
        JsonNode answer = Client.tree(response);
        assertThat(answer.path("render").path("visualization").asString()).isEqualTo("timechart");
        assertThat(answer.path("render").path("title").asString()).isEqualTo("t");
        assertThat(answer.path("render").path("xColumn").isNull()).isTrue();
        JsonNode statistics = answer.path("statistics").path("query");
        assertThat(statistics.path("executionTime").asDouble()).isPositive();
        assertThat(statistics
                        .path("datasetStatistics")
                        .path(0)
                        .path("tableRowCount")
                        .asInt())
                .isEqualTo(2);
        assertThat(answer.path("permissions").path("dataSources")).hasSize(1);
        assertThat(answer.path("dataSources")).hasSize(1);
    }

    /** Queries and searches are counted apart. */
    @ParameterizedTest
    @CsvSource({"/query, print 1, /search?timespan=P1D, Syslog", "/search?timespan=P1D, Syslog, /query, print 1"})
    void oneTooManyOfAKindIs429(String kind, String text, String other, String otherText)
            throws InterruptedException, IOException {
        String path = "/v1/workspaces/DEMO_WORKSPACE" + kind;
        HttpResponse<String> basic = client.json(
                "PATCH",
                server.workspaceResourceId() + "/tables/Syslog?api-version=2022-10-01",
                server.ownerKey(),
                "{\"properties\":{\"plan\":\"Basic\"}}");
        assertThat(basic.statusCode()).as(basic.body()).isEqualTo(200);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        engine.answers = relation -> {
            running.countDown();
            try {
                finish.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new ScriptedCursor(List.of());
        };
        Thread first = Thread.startVirtualThread(() -> client.json("POST", path, KEY, query(text)));
        running.await();
        HttpResponse<String> second = client.json("POST", path, KEY, query(text));
        assertThat(Client.error(second)).isEqualTo("429 ThrottledError");
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        assertThat(client.get("/health").statusCode()).isEqualTo(200);
        engine.answers = relation -> new ScriptedCursor(List.of());
        assertThat(client.json("POST", "/v1/workspaces/DEMO_WORKSPACE" + other, KEY, query(otherText))
                        .statusCode())
                .isEqualTo(200);
        finish.countDown();
        first.join();
        assertThat(client.json("POST", path, KEY, query(text)).statusCode()).isEqualTo(200);
    }

    @Test
    void answersArePackedWhenThatIsAccepted() {
        HttpResponse<String> response = client.send(
                "POST",
                PATH,
                query("print 1").getBytes(StandardCharsets.UTF_8),
                "X-Api-Key",
                KEY,
                "Content-Type",
                "application/json",
                "Accept-Encoding",
                "br, gzip;q=0.5");
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    }

    @Test
    void metadataListsEveryTable() {
        HttpResponse<String> response = client.get("/v1/workspaces/DEMO_WORKSPACE/metadata", "X-Api-Key", KEY);
        JsonNode metadata = Client.tree(response);
        assertThat(metadata.path("tables")).hasSize(682);
        assertThat(metadata.path("tables")
                        .valueStream()
                        .filter(table -> table.path("name").asString().equals("Usage")))
                .singleElement()
                .satisfies(usage -> assertThat(usage.path("columns").toString())
                        .contains("\"name\":\"Quantity\",\"type\":\"real\"", "\"name\":\"_ItemId\""));
        assertThat(metadata.path("workspaces").path(0).path("resourceId").asString())
                .isEqualTo(server.workspaceResourceId());
        assertThat(Client.error(client.get("/v1/workspaces/DEMO_WORKSPACE/metadata")))
                .isEqualTo("401 AuthorizationRequiredError");
    }

    private String failing(EngineException.Kind kind) {
        engine.answers = relation -> failure(kind);
        return Client.error(client.json("POST", PATH, KEY, query("print 1")));
    }

    private static ScriptedCursor failure(EngineException.Kind kind) {
        ScriptedCursor cursor = new ScriptedCursor(List.of());
        cursor.failure = new EngineException(kind, "It was " + kind);
        return cursor;
    }

    private static String query(String text) {
        return JsonMapper.shared().createObjectNode().put("query", text).toString();
    }
}
