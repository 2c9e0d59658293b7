package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.EngineException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Batches of queries (query.md section 6) over an engine whose answers are written here. */
class BatchRoutesTest {

    private static final String PATH = "/v1/$batch";
    private static final String KEY = "DEMO_KEY";

    private final ScriptedEngine engine = new ScriptedEngine();
    private HalcyonServer server;
    private Client client;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = HalcyonServer.start(ServerOptions.at(folder).withDemo(true), engine);
        client = new Client(server);
        engine.answers = relation -> new ScriptedCursor(List.of(1L));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyMemberHasItsOwnAnswer() {
        ObjectNode answers = answers("""
                {"requests":[
                 {"id":"1","method":"POST","path":"/query","workspace":"DEMO_WORKSPACE",
                  "headers":{"prefer":"include-statistics=true"},"body":{"query":"print x=1","workspaces":null}},
                 {"id":"query-0","path":"/query","workspace":"DEMO_WORKSPACE","body":{"query":"print | wher"}},
                 {"id":"c2b7","method":"POST","path":"/query","workspace":"other","headers":{},"body":{"query":"print 1"}},
                 {"id":"4","method":"POST","path":"/drop","workspace":"DEMO_WORKSPACE","body":{"query":"print 1"}},
                 {"id":"5","method":"DELETE","path":"/query","workspace":"DEMO_WORKSPACE","body":{"query":"print 1"}},
                 {"id":"6","method":"POST","path":"/query","workspace":"DEMO_WORKSPACE"},
                 {"id":"7","path":"/query?query=print%201","workspace":"demo_workspace","headers":{"Prefer":""}}]}""");
        assertThat(answers.propertyNames()).containsExactlyInAnyOrder("1", "query-0", "c2b7", "4", "5", "6", "7");
        assertThat(outcome(answers, "1")).isEqualTo("200 ");
        assertThat(answers.path("1")
                        .path("body")
                        .path("tables")
                        .path(0)
                        .path("rows")
                        .toString())
                .isEqualTo("[[1]]");
        assertThat(answers.path("1").path("body").has("statistics")).isTrue();
        assertThat(outcome(answers, "query-0")).isEqualTo("400 BadArgumentError");
        assertThat(outcome(answers, "c2b7")).isEqualTo("403 InsufficientAccessError");
        assertThat(outcome(answers, "4")).isEqualTo("404 PathNotFoundError");
        assertThat(outcome(answers, "5")).isEqualTo("405 MethodNotAllowed");
        assertThat(outcome(answers, "6")).isEqualTo("400 BadArgumentError");
        assertThat(outcome(answers, "7")).isEqualTo("200 ");
    }

    @Test
    void aMemberThatFailsLateIsPartial() {
        engine.answers = relation -> {
            ScriptedCursor cursor = new ScriptedCursor(List.of(1L));
            cursor.failure = new EngineException(EngineException.Kind.TIMEOUT, "The time is over");
            return cursor;
        };
        JsonNode body = answers(batch(1)).path("0").path("body");
        assertThat(body.path("tables").path(0).path("rows")).hasSize(1);
        assertThat(body.path("error").path("code").asString()).isEqualTo("PartialError");
    }

    @Test
    void membersRunSideBySideWithinTheLimitOfTheirOwner() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch five = new CountDownLatch(5);
        engine.answers = relation -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            five.countDown();
            try {
                assertThat(five.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            running.decrementAndGet();
            return new ScriptedCursor(List.of());
        };
        assertThat(answers(batch(20))).hasSize(20);
        assertThat(most.get()).isEqualTo(5);
    }

    @Test
    void longAnswersPassThroughAFileThatIsGoneAfterwards() {
        engine.answers = relation ->
                new ScriptedCursor(LongStream.range(0, 300_000).boxed().toList());
        ObjectNode answers = answers(batch(2));
        assertThat(answers.path("0").path("body").path("tables").path(0).path("rows"))
                .hasSize(300_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"requests\":[]}",
                "{\"requests\":{}}",
                "{\"requests\":[{}]}",
                "{\"requests\":[{\"id\":null}]}",
                "{\"requests\":[7]}",
                "{\"requests\":[{\"id\":\"1\",\"path\":\"/query\"},{\"id\":1,\"path\":\"/query\"}]}",
            })
    void aBatchThatCannotBeReadFailsAsAWhole(String body) {
        assertThat(Client.error(client.json("POST", PATH, KEY, body))).isEqualTo("400 BadArgumentError");
    }

    @Test
    void aBatchHasABoundAndNeedsAKey() {
        assertThat(Client.error(client.json("POST", PATH, KEY, batch(101)))).isEqualTo("400 BadArgumentError");
        assertThat(Client.error(client.json("POST", PATH, "wrong", batch(1)))).isEqualTo("403 InsufficientAccessError");
        assertThat(client.json("POST", "/v1/%24batch", KEY, batch(1)).statusCode())
                .isEqualTo(200);
    }

    private static String batch(int count) {
        StringBuilder members = new StringBuilder();
        for (int index = 0; index < count; index++) {
            members.append(index == 0 ? "" : ",").append("""
                            {"id":"%d","method":"POST","path":"/query","workspace":"DEMO_WORKSPACE",\
                            "body":{"query":"print 1","timespan":""}}""".formatted(index));
        }
        return "{\"requests\":[" + members + "]}";
    }

    private ObjectNode answers(String batch) {
        HttpResponse<String> response = client.json("POST", PATH, KEY, batch);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        ObjectNode byId = JsonMapper.shared().createObjectNode();
        for (JsonNode answer : Client.tree(response).path("responses")) {
            assertThat(answer.path("headers").isObject()).isTrue();
            byId.set(answer.path("id").asString(), answer);
        }
        return byId;
    }

    private static String outcome(ObjectNode answers, String id) {
        JsonNode answer = answers.path(id);
        return answer.path("status").asInt() + " "
                + answer.path("body").path("error").path("code").asString("");
    }
}
