package dev.halcyon.cli.client;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A table of an answer.
 *
 * @param rows cells as the wire has them (query.md section 3), null as a JSON null
 */
public record ResultTable(String name, List<ResultColumn> columns, List<List<JsonNode>> rows) {
    public ResultTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * The index of a column.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public int index(String column) {
        for (int index = 0; index < columns.size(); index++) {
            if (columns.get(index).name().equals(column)) {
                return index;
            }
        }
        throw new IllegalArgumentException("Table %s has no column %s.".formatted(name, column));
    }
}
