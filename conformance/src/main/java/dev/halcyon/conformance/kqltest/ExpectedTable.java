package dev.halcyon.conformance.kqltest;

import dev.halcyon.kql.type.Column;
import java.util.List;

/** A table as written in a test file: cells are texts, {@code null} among them. */
public record ExpectedTable(List<Column> columns, List<List<String>> rows) {
    public ExpectedTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
