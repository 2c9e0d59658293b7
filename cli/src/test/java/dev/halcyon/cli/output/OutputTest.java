package dev.halcyon.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.cli.client.QueryAnswer;
import dev.halcyon.cli.client.ResultColumn;
import dev.halcyon.cli.client.ResultTable;
import dev.halcyon.cli.client.ServiceException;
import dev.halcyon.cli.client.ServiceException.Position;
import dev.halcyon.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutputTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Terminal terminal = Terminal.plain(stream, stream, 80);

    private static QueryAnswer answer() {
        ResultTable table = new ResultTable(
                "PrimaryResult",
                List.of(
                        new ResultColumn("Name", "string"),
                        new ResultColumn("Count", "long"),
                        new ResultColumn("Bag", "dynamic")),
                List.of(
                        cells("[\"a,\\\"b\\\"\", 9007199254740993, \"{\\\"x\\\":1}\"]"),
                        cells("[\"c\", null, null]"),
                        cells("[\"\", 3, \"text\"]")));
        return new QueryAnswer(List.of(table), Optional.empty(), List.of(), Optional.empty());
    }

    private static List<JsonNode> cells(String json) {
        return JsonMapper.shared().readTree(json).valueStream().toList();
    }

    private String written(OutputFormat format, int mostRows) {
        new AnswerWriter(terminal, mostRows).write(answer(), format);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tableStatesWhatItLeavesOut() {
        assertThat(written(OutputFormat.TABLE, 2).lines())
                .containsExactly(
                        "Name              Count  Bag",
                        "─────  ────────────────  ───────",
                        "a,\"b\"  9007199254740993  {\"x\":1}",
                        "c",
                        "…(1 more rows; --rows 0 shows all)");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(written(OutputFormat.CSV, 0))
                .isEqualTo(
                        "Name,Count,Bag\r\n\"a,\"\"b\"\"\",9007199254740993,\"{\"\"x\"\":1}\"\r\nc,,\r\n,3,text\r\n");
    }

    @Test
    void jsonTurnsDynamicTextIntoValues() {
        JsonNode rows = JsonMapper.shared().readTree(written(OutputFormat.JSON, 0));
        assertThat(rows.get(0).path("Bag").path("x").asInt()).isEqualTo(1);
        assertThat(rows.get(0).path("Count").asLong()).isEqualTo(9_007_199_254_740_993L);
        assertThat(rows.get(1).path("Count").isNull()).isTrue();
        assertThat(rows.get(2).path("Bag").asString()).isEqualTo("text");
    }

    @Test
    void caretStandsUnderThePlace() {
        ServiceException error = new ServiceException(
                400,
                "SEM0100",
                "'where' operator: Failed to resolve 'Quantit'",
                Optional.of(new Position(2, 9, "Quantit")),
                List.of());
        assertThat(QueryErrorText.lines(error, "Usage\n| where Quantit > 1", terminal))
                .containsExactly(
                        "error SEM0100: 'where' operator: Failed to resolve 'Quantit'",
                        "   2 │ | where Quantit > 1",
                        "     │         ^^^^^^^");
    }

    @Test
    void caretAfterTheEndOfTheQuery() {
        ServiceException error =
                new ServiceException(400, "SYN0002", "incomplete", Optional.of(new Position(1, 8, "")), List.of());
        assertThat(QueryErrorText.lines(error, "Usage |", terminal))
                .containsExactly("error SYN0002: incomplete", "   1 │ Usage |", "     │        ^");
    }
}
