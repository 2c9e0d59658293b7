package dev.halcyon.cli.check;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.TextLocation;
import java.io.PrintStream;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The report for programs: one JSON object a query. */
final class JsonLinesReport implements CheckReport {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PrintStream out;

    JsonLinesReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void add(CheckedQuery checked) {
        ObjectNode line = JSON.createObjectNode();
        line.put("id", checked.query().id());
        line.put("ok", checked.ok());
        ArrayNode columns = line.putArray("columns");
        checked.columns()
                .forEach(
                        column -> columns.addObject().put("name", column.name()).put("type", column.typeName()));
        ArrayNode diagnostics = line.putArray("diagnostics");
        for (Diagnostic diagnostic : checked.diagnostics()) {
            diagnostics.add(json(checked.query(), diagnostic));
        }
        out.println(JSON.writeValueAsString(line));
    }

    private static ObjectNode json(QueryText query, Diagnostic diagnostic) {
        TextLocation place = TextLocation.of(query.text(), diagnostic.span());
        ObjectNode node = JSON.createObjectNode();
        node.put("code", diagnostic.code());
        node.put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
        node.put("message", diagnostic.message());
        node.put("file", query.file().toString());
        node.put("line", query.fileLine(place.line()));
        node.put("column", query.fileColumn(place.column()));
        node.put("position", diagnostic.span().start());
        node.put("length", diagnostic.span().length());
        node.put("token", place.token());
        if (diagnostic.hint() != null) {
            node.put("hint", diagnostic.hint());
        }
        return node;
    }

    @Override
    public void finish() {
        out.flush();
    }
}
