package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Rules with several data flows: each takes its way, and a body goes every way or none. */
@TestInstance(Lifecycle.PER_CLASS)
class RuleFlowsTest {

    private static final String COLUMNS = "TimeGenerated:datetime N:long Word:string";

    private HalcyonServer server;
    private Owner owner;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = HalcyonServer.start(ServerOptions.at(folder));
        owner = Owner.of(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void table(String name) {
        owner.makeTable(name, COLUMNS);
    }

    private HttpResponse<String> rule(String name, int streams, ObjectNode... flows) {
        List<String> declared = IntStream.range(0, streams)
                .mapToObj(index -> "Custom-In" + index)
                .toList();
        return owner.putRule(name, declared, COLUMNS, flows);
    }

    private HttpResponse<String> upload(HttpResponse<String> rule, String stream, String body) {
        return owner.upload(Owner.immutableId(rule), stream, body);
    }

    private String rows(String query) {
        return owner.rows(query).toString();
    }

    @Test
    void oneStreamFillsTwoTables() {
        table("Even_CL");
        table("Words_CL");
        HttpResponse<String> rule = rule(
                "two-tables",
                2,
                Owner.flow("Custom-In0", "Even_CL", "source | where N % 2 == 0"),
                Owner.flow("Custom-In0", "Words_CL", "source | extend Word = toupper(Word) | project-away N"),
                Owner.flow("Custom-In1", "Words_CL", "source"));
        assertThat(upload(rule, "Custom-In0", "[{\"N\":1,\"Word\":\"a\"},{\"N\":2,\"Word\":\"b\"}]")
                        .statusCode())
                .isEqualTo(204);
        assertThat(upload(rule, "Custom-In1", "[{\"N\":4,\"Word\":\"c\"}]").statusCode())
                .isEqualTo(204);
        assertThat(rows("Even_CL | project N, Word")).isEqualTo("[[2,\"b\"]]");
        assertThat(rows("Words_CL | sort by Word desc | project N, Word"))
                .isEqualTo("[[4,\"c\"],[null,\"B\"],[null,\"A\"]]");
    }

    @Test
    void whatOneFlowRefusesNoFlowStores() {
        table("Kept_CL");
        table("Failing_CL");
        HttpResponse<String> rule = rule(
                "all-or-nothing",
                1,
                Owner.flow("Custom-In0", "Kept_CL", "source"),
                Owner.flow(
                        "Custom-In0", "Failing_CL", "source | extend Word = iff('aaa' matches regex Word, 'a', '')"));
        String hopeless = "[" + "{\"Word\":\"a(\"},".repeat(1_999) + "{\"Word\":\"a(\"}]";
        assertThat(Client.error(upload(rule, "Custom-In0", hopeless))).isEqualTo("400 InvalidTransformOutput");
        assertThat(rows("union Kept_CL, Failing_CL | count")).isEqualTo("[[0]]");
        assertThat(upload(rule, "Custom-In0", "[{\"Word\":\"a\"}]").statusCode())
                .isEqualTo(204);
        assertThat(rows("union Kept_CL, Failing_CL | count")).isEqualTo("[[2]]");
        assertThat(owner.client()
                        .json("DELETE", owner.tablePath("Failing_CL"), owner.key(), "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Client.error(upload(rule, "Custom-In0", "[{\"Word\":\"a\"}]")))
                .isEqualTo("400 InvalidStream");
        assertThat(rows("Kept_CL | count")).isEqualTo("[[1]]");
    }

    @Test
    void aStreamTakesAWayOnce() {
        table("Once_CL");
        HttpResponse<String> twice = rule(
                "twice",
                1,
                Owner.flow("Custom-In0", "Once_CL", "source"),
                Owner.flow("Custom-In0", "Once_CL", "source | where N > 0"));
        assertThat(Client.error(twice)).isEqualTo("400 InvalidPayload");
        assertThat(twice.body()).contains("InvalidDataFlow", "stored twice", "properties.dataFlows[1]");
    }

    @Test
    void aRuleHasTenOfEverything() {
        table("Ten_CL");
        ObjectNode flow = Owner.flow("Custom-In0", "Ten_CL", "source");
        assertThat(rule("ten", 10, flow).statusCode()).isEqualTo(201);
        HttpResponse<String> eleven = rule("eleven", 11, flow);
        assertThat(Client.error(eleven)).isEqualTo("400 InvalidPayload");
        assertThat(eleven.body()).contains("at most 10 stream declarations; this one has 11");
    }
}
