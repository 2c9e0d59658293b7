package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.sql.SqlStatement;
import dev.halcyon.engine.sql.SqlWriter;
import dev.halcyon.kql.plan.PlanColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of a query as a Parquet file whose types other programs know. */
final class ParquetExport {

    private ParquetExport() {}

    /** The statement that writes the file. */
    static SqlStatement statement(List<PlanColumn> columns, SqlStatement rows, Path file) {
        List<String> names = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            String name = "x" + index;
            names.add(name);
            items.add(item(columns.get(index), name) + " AS "
                    + SqlWriter.quote(columns.get(index).name()));
        }
        // The path is one that this program made of a checked folder; its text stands in a literal.
        String path = "'" + file.toString().replace("'", "''") + "'";
        String text = "COPY (SELECT %s FROM (%n%s%n) AS r(%s)) TO %s (FORMAT parquet, COMPRESSION zstd)"
                .formatted(String.join(", ", items), rows.text(), String.join(", ", names), path);
        return new SqlStatement(text, rows.parameters());
    }

    private static String item(PlanColumn column, String name) {
        return switch (column.type()) {
            case DATETIME -> "make_timestamp(%s // 10 - 62135596800000000)".formatted(name);
            case DYNAMIC -> "CAST(%s AS JSON)".formatted(name);
            case BOOL, INT, LONG, REAL, DECIMAL, GUID, STRING, TIMESPAN -> name;
        };
    }
}
