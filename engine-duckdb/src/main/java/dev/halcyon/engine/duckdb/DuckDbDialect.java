package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.sql.SqlDialect;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.FileSource;
import java.util.ArrayList;
import java.util.List;

/** The words in which DuckDB differs. */
enum DuckDbDialect implements SqlDialect {
    INSTANCE;

    @Override
    public String typeName(SqlType type) {
        return switch (type) {
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL -> "DECIMAL(38, 17)";
            case UUID -> "UUID";
            case VARCHAR -> "VARCHAR";
        };
    }

    @Override
    public String sequenceFunction() {
        return "range";
    }

    @Override
    public String rowsOfListFunction() {
        return "unnest";
    }

    @Override
    public FileReader fileReader(FileFormat format, int columns, boolean skipFirst) {
        return switch (format) {
            case COMMAS -> delimited("','", "'\"'", columns, skipFirst);
            case TABS -> delimited("'\\t'", "'\"'", columns, skipFirst);
            case SEMICOLONS -> delimited("';'", "'\"'", columns, skipFirst);
            case BARS -> delimited("'|'", "'\"'", columns, skipFirst);
            // A separator that no line of text has.
            case LINES -> delimited("'\u0001'", "''", columns, skipFirst);
            // A compressed file could be larger than its checked size; so none is unpacked.
            case JSON ->
                new FileReader(
                        "CAST(file.json AS VARCHAR)", "read_json_objects", ", format = 'auto', compression = 'none'");
            case PARQUET -> new FileReader("CAST(to_json(file) AS VARCHAR)", "read_parquet", "");
        };
    }

    @Override
    public FileReader fileReader(FileSource source) {
        return FileReading.reader(source);
    }

    private static FileReader delimited(String separator, String quote, int columns, boolean skipFirst) {
        List<String> items = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int index = 0; index < columns; index++) {
            items.add("coalesce(file.c%d, '')".formatted(index));
            types.add("'c%d': 'VARCHAR'".formatted(index));
        }
        return new FileReader(
                String.join(", ", items),
                "read_csv",
                (", auto_detect = false, delim = %s, quote = %s, escape = %s, header = false, skip = %d, "
                                + "columns = {%s}, null_padding = true, strict_mode = false, compression = 'none'")
                        .formatted(separator, quote, quote, skipFirst ? 1 : 0, String.join(", ", types)));
    }
}
