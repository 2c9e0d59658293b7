package dev.halcyon.cli.output;

import dev.halcyon.cli.client.QueryAnswer;
import dev.halcyon.cli.client.ResultColumn;
import dev.halcyon.cli.client.ResultTable;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.cli.terminal.TextTable;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes answers to a terminal or a pipe. */
public final class AnswerWriter {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LINE_END = "\r\n";

    private final Terminal terminal;
    private final PrintStream out;
    private final int mostRows;

    /**
     * A writer.
     *
     * @param mostRows rows of a table that are shown for people; JSON and CSV have all
     */
    public AnswerWriter(Terminal terminal, int mostRows) {
        this.terminal = terminal;
        this.out = terminal.out();
        this.mostRows = mostRows;
    }

    /** Writes every table of the answer. */
    public void write(QueryAnswer answer, OutputFormat format) {
        switch (format) {
            case TABLE -> writeTables(answer);
            case JSON -> writeJson(answer);
            case CSV -> writeCsv(answer);
        }
        out.flush();
    }

    private void writeTables(QueryAnswer answer) {
        boolean several = answer.tables().size() > 1;
        for (ResultTable table : answer.tables()) {
            if (several) {
                out.println(terminal.styled(Style.ACCENT, DisplayText.visible(table.name())));
            }
            writeTable(table);
            if (several) {
                out.println();
            }
        }
    }

    private void writeTable(ResultTable table) {
        TextTable text = new TextTable(
                terminal,
                table.columns().stream()
                        .map(column -> new TextTable.Heading(column.name(), column.isNumeric(), !column.isText()))
                        .toList());
        int shown = Math.min(mostRows, table.rows().size());
        table.rows()
                .subList(0, shown)
                .forEach(row -> text.add(row.stream().map(Cells::text).toList()));
        text.lines(terminal.tableWidth()).forEach(out::println);
        int hidden = table.rows().size() - shown;
        out.println(terminal.styled(
                Style.DIM,
                hidden > 0
                        ? "…(%,d more rows; --rows 0 shows all)".formatted(hidden)
                        : "(%,d %s)".formatted(shown, shown == 1 ? "row" : "rows")));
    }

    private void writeJson(QueryAnswer answer) {
        if (answer.tables().size() == 1) {
            out.println(objects(answer.primary()).toPrettyString());
            return;
        }
        ArrayNode tables = JSON.createArrayNode();
        for (ResultTable table : answer.tables()) {
            tables.addObject().put("name", table.name()).set("rows", objects(table));
        }
        out.println(tables.toPrettyString());
    }

    private static ArrayNode objects(ResultTable table) {
        ArrayNode rows = JSON.createArrayNode();
        for (List<JsonNode> row : table.rows()) {
            ObjectNode object = rows.addObject();
            for (int index = 0; index < row.size(); index++) {
                ResultColumn column = table.columns().get(index);
                object.set(column.name(), Cells.json(row.get(index), column));
            }
        }
        return rows;
    }

    private void writeCsv(QueryAnswer answer) {
        boolean further = false;
        for (ResultTable table : answer.tables()) {
            if (further) {
                out.print(LINE_END);
            }
            csvLine(table.columns().stream().map(ResultColumn::name).toList());
            table.rows().forEach(row -> csvLine(row.stream().map(Cells::text).toList()));
            further = true;
        }
    }

    private void csvLine(List<String> fields) {
        out.print(fields.stream().map(AnswerWriter::quoted).collect(Collectors.joining(",")));
        out.print(LINE_END);
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
