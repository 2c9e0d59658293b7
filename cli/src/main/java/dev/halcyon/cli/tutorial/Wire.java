package dev.halcyon.cli.tutorial;

import dev.halcyon.cli.client.ResultTable;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Cells of answers as Java values, by column name. */
final class Wire {
    private final ResultTable table;

    Wire(ResultTable table) {
        this.table = table;
    }

    int rowCount() {
        return table.rows().size();
    }

    Instant time(int row, String column) {
        return Instant.parse(cell(row, column).asString());
    }

    String text(int row, String column) {
        return cell(row, column).asString();
    }

    double number(int row, String column) {
        return cell(row, column).asDouble();
    }

    long count(int row, String column) {
        return cell(row, column).asLong();
    }

    private JsonNode cell(int row, String column) {
        List<JsonNode> cells = table.rows().get(row);
        return cells.get(table.index(column));
    }
}
