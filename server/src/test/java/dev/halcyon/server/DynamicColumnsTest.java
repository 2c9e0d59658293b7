package dev.halcyon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent, by whichever way, a dynamic column holds JSON: one row that did not would fail every query of it. */
@TestInstance(Lifecycle.PER_CLASS)
class DynamicColumnsTest {

    private static final String STREAM = "Custom-In";
    private static final String COLUMNS = "TimeGenerated:datetime N:long Bag:%s Word:%s";

    /** Asks for a member, an element, the type and the text of every value. */
    private static final String USE =
            " | where strlen(strcat(tostring(Bag.a), tostring(Bag[0]))) < 1000 | project gettype(Bag), tostring(Bag)";

    private HalcyonServer server;
    private Owner owner;
    private Path files;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        files = Files.createDirectory(folder.resolve("files"));
        server = HalcyonServer.start(ServerOptions.at(folder.resolve("data")).withExternalData(List.of(files)));
        owner = Owner.of(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void table(String name) {
        owner.makeTable(name, COLUMNS.formatted("dynamic", "string"));
    }

    private String rule(String table, String bagType, String wordType, String transformation) {
        return Owner.immutableId(owner.putRule(
                table.replace("_CL", ""),
                List.of(STREAM),
                COLUMNS.formatted(bagType, wordType),
                Owner.flow(STREAM, table, transformation)));
    }

    private void upload(String rule, List<String> values, String member) {
        StringBuilder body = new StringBuilder();
        for (int index = 0; index < values.size(); index++) {
            body.append(index == 0 ? "[" : ",")
                    .append("{\"N\":%d,\"%s\":%s}".formatted(index, member, values.get(index)));
        }
        HttpResponse<String> answer =
                owner.upload(rule, STREAM, body.append(']').toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private static final List<String> TEXTS = List.of(
            "\"hello\"",
            "\"\"",
            "\"{\\\"a\\\": 1}\"",
            "\"[1,\"",
            "\"null\"",
            "\"12\"",
            "\"\\\"x\\\"\"",
            "\"a\\u0000b\\nc\"");

    private static final String FITTED = """
            [["string","hello"],["null",""],["dictionary","{\\"a\\":1}"],["string","[1,"],["null",""],["long","12"],\
            ["string","x"],["string","a\\u0000b\\nc"]]""";

    @Test
    void aStreamOfTextsMakesDynamicValues() {
        table("Plain_CL");
        upload(rule("Plain_CL", "string", "string", ""), TEXTS, "Bag");
        assertThat(owner.rows("Plain_CL | sort by N asc" + USE).toString()).isEqualTo(FITTED);
    }

    @Test
    void soDoesATransformationThatGivesTexts() {
        table("Changed_CL");
        upload(rule("Changed_CL", "string", "string", "source | extend Bag = strcat(Bag, '')"), TEXTS, "Bag");
        assertThat(owner.rows("Changed_CL | sort by N asc" + USE).toString()).isEqualTo(FITTED);
    }

    @Test
    void dynamicValuesBecomeTextsWithoutQuotes() {
        List<String> values = List.of("\"hello\"", "{\"a\":[1,\"b\"]}", "12.50", "null", "true");
        String texts = "[[\"hello\"],[\"{\\\"a\\\":[1,\\\"b\\\"]}\"],[\"12.50\"],[\"\"],[\"true\"]]";
        table("Words_CL");
        upload(rule("Words_CL", "dynamic", "dynamic", ""), values, "Word");
        assertThat(owner.rows("Words_CL | sort by N asc | project Word").toString())
                .isEqualTo(texts);
        table("Retold_CL");
        upload(
                rule("Retold_CL", "dynamic", "dynamic", "source | extend Word = iff(N >= 0, Word, Word)"),
                values,
                "Word");
        assertThat(owner.rows("Retold_CL | sort by N asc | project Word").toString())
                .isEqualTo(texts);
    }

    @Test
    void valuesAtTheEdgeOfJsonAreReadAgain() {
        table("Edge_CL");
        List<String> values = List.of(
                "1e999",
                "-1e-999",
                "123456789012345678901234567890",
                "{\"a\":1e400,\"a\":2}",
                "\"\\ud800\"",
                "{\"\\u0000\":\"\\ud800x\"}",
                "\"" + "[".repeat(400) + "\"",
                "[".repeat(90) + "]".repeat(90),
                "\"" + "[".repeat(400) + "]".repeat(400) + "\"",
                "\"NaN\"",
                "\"" + "x".repeat(70_000) + "\"");
        upload(rule("Edge_CL", "dynamic", "string", ""), values, "Bag");
        assertThat(owner.rows("Edge_CL" + USE)).hasSize(values.size());
        table("Computed_CL");
        String computed = "source | extend Bag = bag_pack('a', 1.0 / (N - N), 'b', log(-1.0), 'c', todatetime(''), "
                + "'d', totimespan('1.02:03:04'), 'e', tostring(Bag))";
        upload(rule("Computed_CL", "dynamic", "string", computed), values, "Bag");
        assertThat(owner.rows("Computed_CL" + USE)).hasSize(values.size());
    }

    @Test
    void anImportMakesDynamicValues() {
        table("Imported_CL");
        HttpResponse<String> answer = owner.client()
                .json(
                        "POST",
                        server.workspaceResourceId()
                                + "/tables/Imported_CL/import?api-version=2022-10-01&source=a&from=0",
                        owner.key(),
                        "[{\"Bag\":\"hello\"},{\"Bag\":\"\"},{\"Bag\":\"[1,\"},{\"Bag\":\"{x}\"},{\"Bag\":[1]}]");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(owner.rows("Imported_CL" + USE)).hasSize(5);
    }

    @Test
    void filesGiveDynamicValues() throws IOException {
        Path file = files.resolve("values.csv");
        Files.writeString(file, "1,hello\n2,\n3,\"[1,\"\n4,{}\n", StandardCharsets.UTF_8);
        assertThat(owner.rows("externaldata(N:long, Bag:dynamic)['%s'] with (format='csv')".formatted(file) + USE)
                        .toString())
                .isEqualTo("[[\"string\",\"hello\"],[\"null\",\"\"],[\"string\",\"[1,\"],[\"dictionary\",\"{}\"]]");
    }
}
