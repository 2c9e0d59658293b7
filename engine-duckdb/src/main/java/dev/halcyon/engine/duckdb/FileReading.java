package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.sql.SqlDialect.FileReader;
import dev.halcyon.engine.sql.SqlWriter;
import dev.halcyon.kql.plan.FileField;
import dev.halcyon.kql.plan.FileField.Form;
import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.FileSource;
import dev.halcyon.kql.plan.FileSource.TextLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the fields of files are read: DuckDB's table functions, and each field in the type of its form. */
final class FileReading {

    /** 1970-01-01 in ticks. */
    private static final long EPOCH_TICKS = 621_355_968_000_000_000L;

    private static final long LAST_TICK = 3_155_378_975_999_999_999L;

    /** What may lay out a text, and how it is written: nothing out of a file becomes SQL. */
    private static final Map<String, String> CHARACTERS = Map.of(
            "", "''", ",", "','", ";", "';'", "|", "'|'", "\t", "'\\t'", "\"", "'\"'", "'", "''''", "\\", "'\\'", "#",
            "'#'", ":", "':'");

    /** Names of folders are no columns. */
    private static final String NO_PARTITIONS = ", hive_partitioning = false";

    private FileReading() {}

    static FileReader reader(FileSource source) {
        return switch (source.format()) {
            case PARQUET ->
                new FileReader(
                        items(source),
                        "read_parquet",
                        parquetOptions(source.paths().size()));
            case JSON ->
                source.wholeRows()
                        ? new FileReader(
                                "CAST(file.json AS VARCHAR)", "read_json_objects", ", format = 'auto'" + NO_PARTITIONS)
                        : new FileReader(items(source), "read_json", json(source.fields()));
            case COMMAS, TABS, SEMICOLONS, BARS -> new FileReader(items(source), "read_csv", delimited(source));
            case LINES -> throw new IllegalArgumentException("Lines have no fields");
        };
    }

    /** What stands behind the paths of Parquet files in a call. */
    static String parquetOptions(int files) {
        return (files > 1 ? ", union_by_name = true" : "") + NO_PARTITIONS;
    }

    private static String json(List<FileField> fields) {
        String columns = fields.stream()
                .filter(field -> field.form() != Form.MISSING)
                .map(field -> "%s: '%s'".formatted(SqlWriter.quote(field.source()), jsonType(field.form())))
                .collect(Collectors.joining(", "));
        return ", format = 'auto', columns = {%s}".formatted(columns) + NO_PARTITIONS;
    }

    private static String jsonType(Form form) {
        return switch (form) {
            case BOOL -> "BOOLEAN";
            case LONG -> "BIGINT";
            case REAL -> "DOUBLE";
            case NESTED -> "JSON";
            case TEXT, INT, DECIMAL, INSTANT, NANOSECONDS, DAY, TIME, GUID, BYTES, MISSING -> "VARCHAR";
        };
    }

    private static String delimited(FileSource source) {
        TextLayout layout = source.layout();
        List<String> columns = new ArrayList<>();
        for (FileField field : source.fields()) {
            columns.add("%s: '%s'".formatted(SqlWriter.quote(field.source()), textType(field.form())));
        }
        return (", auto_detect = false, delim = %s, quote = %s, escape = %s, comment = %s, header = false, skip = %d, "
                        + "columns = {%s}, null_padding = false, strict_mode = true" + NO_PARTITIONS)
                .formatted(
                        character(layout.delimiter()),
                        character(layout.quote()),
                        character(layout.escape()),
                        character(layout.comment()),
                        layout.skipped(),
                        String.join(", ", columns));
    }

    private static String textType(Form form) {
        return switch (form) {
            case BOOL -> "BOOLEAN";
            case LONG -> "BIGINT";
            case REAL -> "DOUBLE";
            case TEXT, INT, DECIMAL, INSTANT, NANOSECONDS, DAY, TIME, GUID, BYTES, NESTED, MISSING -> "VARCHAR";
        };
    }

    private static String character(String text) {
        String written = CHARACTERS.get(text);
        if (written == null) {
            throw new IllegalArgumentException("No character of a layout: " + text);
        }
        return written;
    }

    private static String items(FileSource source) {
        boolean parquet = source.format() == FileFormat.PARQUET;
        return source.fields().stream()
                .map(field -> parquet ? item(field) : plain(field))
                .collect(Collectors.joining(", "));
    }

    /** A field of a reader that gives the type itself. */
    private static String plain(FileField field) {
        String name = "file." + SqlWriter.quote(field.source());
        return switch (field.form()) {
            case TEXT -> "coalesce(%s, '')".formatted(name);
            case MISSING -> "''";
            case NESTED -> "nullif(CAST(%s AS VARCHAR), 'null')".formatted(name);
            case BOOL, INT, LONG, REAL, DECIMAL, INSTANT, NANOSECONDS, DAY, TIME, GUID, BYTES -> name;
        };
    }

    private static String item(FileField field) {
        String name = "file." + SqlWriter.quote(field.source());
        return switch (field.form()) {
            case TEXT -> "coalesce(CAST(%s AS VARCHAR), '')".formatted(name);
            case BOOL, GUID -> name;
            case INT -> "CAST(%s AS INTEGER)".formatted(name);
            case LONG -> "CAST(%s AS BIGINT)".formatted(name);
            case REAL -> "CAST(%s AS DOUBLE)".formatted(name);
            case DECIMAL -> "CAST(%s AS DECIMAL(38, 17))".formatted(name);
            case INSTANT, DAY -> microseconds("epoch_us(%s)".formatted(name));
            // 64 bits of nanoseconds are within the range of datetime.
            case NANOSECONDS -> "epoch_ns(%s) // 100 + %d".formatted(name, EPOCH_TICKS);
            case TIME -> "epoch_us(%s) * 10".formatted(name);
            case BYTES -> "coalesce(to_base64(%s), '')".formatted(name);
            case NESTED -> "nullif(CAST(to_json(%s) AS VARCHAR), 'null')".formatted(name);
            case MISSING -> "''";
        };
    }

    /** Ticks of an instant; null outside the range of datetime. */
    private static String microseconds(String sinceEpoch) {
        return "CASE WHEN %s BETWEEN %d AND %d THEN %s * 10 + %d END"
                .formatted(sinceEpoch, -EPOCH_TICKS / 10, (LAST_TICK - EPOCH_TICKS) / 10, sinceEpoch, EPOCH_TICKS);
    }
}
