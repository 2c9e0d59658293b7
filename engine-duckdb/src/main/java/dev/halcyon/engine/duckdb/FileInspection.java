package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.sql.SqlStatement;
import dev.halcyon.kql.plan.FileField;
import dev.halcyon.kql.plan.FileField.Form;
import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.FileSource;
import dev.halcyon.kql.plan.FileSource.TextLayout;
import dev.halcyon.kql.type.ScalarType;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into files: the fields of Parquet stand in the file; those of JSON are what the first rows have; those of
 * delimited text are told by its first rows too, and a value further down that contradicts them fails the query.
 */
final class FileInspection {

    private static final Logger LOG = LoggerFactory.getLogger(FileInspection.class);

    /** Rows that tell what a file without a schema holds. */
    private static final int SAMPLE_ROWS = 100_000;

    private static final int MOST_FIELDS = 10_000;

    // Patterns of ours over type names of the database.
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+), ?(\\d+)\\)");

    /** What {@code todatetime} reads and people mean as an instant: ISO 8601, at least a whole day. */
    private static final String ISO_INSTANT =
            "\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:?\\d\\d)?)?";

    private final DuckDBConnection connection;
    private final RunningQuery query;

    FileInspection(DuckDBConnection connection, RunningQuery query) {
        this.connection = connection;
        this.query = query;
    }

    FileSource inspect(List<String> paths, FileFormat format) throws SQLException {
        FileSource source = switch (format) {
            case PARQUET -> parquet(paths);
            case JSON -> json(paths);
            case COMMAS, TABS, SEMICOLONS, BARS -> delimited(paths, format);
            case LINES -> throw new IllegalArgumentException("Lines have no fields");
        };
        if (source.fields().isEmpty()) {
            throw new EngineException(Kind.QUERY, "A file has no fields: it has no rows, or none with names");
        }
        if (source.fields().size() > MOST_FIELDS) {
            throw new EngineException(
                    Kind.QUERY,
                    "A file has %d fields; at most %d are read"
                            .formatted(source.fields().size(), MOST_FIELDS));
        }
        return source;
    }

    /** Reads the rows of a result; the parameters are bound. */
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, List<String> parameters, Row row) throws SQLException {
        SqlStatement statement = new SqlStatement(sql, parameters);
        try (SqlCall call = SqlCall.open(statement, connection)) {
            query.use(call);
            try (ResultSet rows = call.execute()) {
                while (rows.next()) {
                    row.read(rows);
                }
            }
        } catch (SQLException e) {
            if (ErrorTranslation.isUnexplained(e)) {
                DuckDbEngine.analyze(statement, connection, query);
            }
            throw e;
        }
    }

    private FileSource parquet(List<String> paths) throws SQLException {
        List<FileField> fields = new ArrayList<>();
        String list = String.join(", ", Collections.nCopies(paths.size(), "?"));
        each(
                "DESCRIBE SELECT * FROM read_parquet([%s]%s)".formatted(list, FileReading.parquetOptions(paths.size())),
                paths,
                row -> fields.add(parquetField(row.getString(1), row.getString(2))));
        return new FileSource(paths, FileFormat.PARQUET, TextLayout.NONE, fields, false);
    }

    private static FileField parquetField(String name, String type) {
        Form form = switch (type) {
            case "BOOLEAN" -> Form.BOOL;
            case "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> Form.INT;
            case "BIGINT", "UINTEGER" -> Form.LONG;
            case "UBIGINT" -> Form.DECIMAL;
            case "FLOAT", "DOUBLE" -> Form.REAL;
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP WITH TIME ZONE" -> Form.INSTANT;
            case "TIMESTAMP_NS" -> Form.NANOSECONDS;
            case "DATE" -> Form.DAY;
            case "TIME" -> Form.TIME;
            case "UUID" -> Form.GUID;
            case "BLOB" -> Form.BYTES;
            case "JSON", "VARIANT" -> Form.NESTED;
            default -> composed(type);
        };
        return new FileField(name, form.type(), name, form);
    }

    private static Form composed(String type) {
        Matcher decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            int scale = Integer.parseInt(decimal.group(2));
            int whole = Integer.parseInt(decimal.group(1)) - scale;
            // What decimal cannot hold exactly stays the text it is.
            return scale <= 17 && whole <= 21 ? Form.DECIMAL : Form.TEXT;
        }
        boolean nested = type.startsWith("STRUCT(") || type.startsWith("MAP(") || type.endsWith("]");
        return nested ? Form.NESTED : Form.TEXT;
    }

    private FileSource json(List<String> paths) throws SQLException {
        JsonFields found = new JsonFields();
        each(
                """
                SELECT e.key, e.type, count(*),
                  count(*) FILTER (WHERE CASE WHEN e.type = 'VARCHAR'
                    THEN regexp_full_match(e.value ->> '$', '%s') ELSE false END),
                  count(*) FILTER (WHERE CASE WHEN e.type = 'UBIGINT'
                    THEN TRY_CAST(e.value ->> '$' AS BIGINT) IS NULL ELSE false END)
                FROM (SELECT json, row_number() OVER () AS line
                  FROM (SELECT json FROM read_json_objects(?, format = 'auto') LIMIT %d)) AS r, json_each(r.json) AS e
                GROUP BY ALL ORDER BY min(r.line * 1000000 + e.id)
                """.formatted(ISO_INSTANT, SAMPLE_ROWS),
                List.of(paths.getFirst()),
                row -> found.add(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5)));
        return new FileSource(paths, FileFormat.JSON, TextLayout.NONE, found.fields(), found.isConfusable());
    }

    private FileSource delimited(List<String> paths, FileFormat format) throws SQLException {
        String first = paths.getFirst();
        char delimiter = format == FileFormat.COMMAS ? FirstLine.delimiter(first) : delimiter(format);
        List<String> types = new ArrayList<>();
        boolean[] header = {false};
        String[] quote = {"\""};
        sniff("""
                SELECT HasHeader, Quote, DateFormat, TimestampFormat, (field).type
                FROM (SELECT *, unnest(Columns) AS field FROM sniff_csv(?, sample_size = %d, skip = 0, delim = ?))
                """.formatted(SAMPLE_ROWS), List.of(first, String.valueOf(delimiter)), row -> {
            header[0] = row.getBoolean(1);
            quote[0] = "'".equals(row.getString(2)) ? "'" : "\"";
            String instants = row.getString(5).equals("DATE") ? row.getString(3) : row.getString(4);
            types.add(instants == null || instants.startsWith("%Y-%m-%d") ? row.getString(5) : "VARCHAR");
        });
        TextLayout layout = new TextLayout(String.valueOf(delimiter), quote[0], quote[0], "", header[0] ? 1 : 0);
        List<String> names = header[0] ? names(first, layout, types.size()) : List.of();
        if (header[0]) {
            requireHeader(paths, names, layout);
        }
        List<FileField> fields = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int index = 0; index < types.size(); index++) {
            String name = index < names.size() ? names.get(index).strip() : "";
            fields.add(textField(
                    distinct(name.isEmpty() ? "Column" + (index + 1) : name, taken), index, types.get(index)));
        }
        return new FileSource(paths, format, layout, fields, false);
    }

    /** That no way of reading fits is said without a place, so one is read for the place. */
    private void sniff(String sql, List<String> parameters, Row row) throws SQLException {
        try {
            each(sql, parameters, row);
        } catch (SQLException e) {
            String path = parameters.getFirst();
            char delimiter = parameters.getLast().charAt(0);
            List<FileField> texts = texts(FirstLine.fields(path, delimiter));
            TextLayout usual = new TextLayout(parameters.getLast(), "\"", "\"", "", 0);
            var reader = FileReading.reader(new FileSource(List.of(path), FileFormat.COMMAS, usual, texts, false));
            each(
                    "SELECT count(file.c0) FROM %s(?%s) AS file".formatted(reader.function(), reader.options()),
                    List.of(path),
                    rows -> LOG.debug("{} rows can be read", rows.getLong(1)));
            throw e;
        }
    }

    private static List<FileField> texts(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> textField("c" + index, index, "VARCHAR"))
                .toList();
    }

    /** Fields are read by their position: a file with other columns would fill the wrong ones. */
    private void requireHeader(List<String> paths, List<String> names, TextLayout layout) throws SQLException {
        String expected = FirstLine.read(paths.getFirst());
        for (String path : paths) {
            if (!FirstLine.read(path).equals(expected)
                    && !names(path, layout, names.size()).equals(names)) {
                throw new EngineException(
                        Kind.QUERY,
                        "The files of one table have the same columns; %s has others than %s"
                                .formatted(
                                        Path.of(path).getFileName(),
                                        Path.of(paths.getFirst()).getFileName()));
            }
        }
    }

    private static FileField textField(String name, int index, String type) {
        return switch (type) {
            case "BIGINT" -> new FileField(name, ScalarType.LONG, "c" + index, Form.LONG);
            case "DOUBLE" -> new FileField(name, ScalarType.REAL, "c" + index, Form.REAL);
            case "BOOLEAN" -> new FileField(name, ScalarType.BOOL, "c" + index, Form.BOOL);
            // Read as text: the database would round the seventh digit of a second away.
            case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "DATE" ->
                new FileField(name, ScalarType.DATETIME, "c" + index, Form.TEXT);
            default -> new FileField(name, ScalarType.STRING, "c" + index, Form.TEXT);
        };
    }

    /** The header as it is written: the database would change names that differ by letter case only. */
    private List<String> names(String path, TextLayout layout, int count) throws SQLException {
        List<FileField> texts = texts(count);
        TextLayout whole = new TextLayout(layout.delimiter(), layout.quote(), layout.escape(), "", 0);
        var reader = FileReading.reader(new FileSource(List.of(path), FileFormat.COMMAS, whole, texts, false));
        List<String> names = new ArrayList<>();
        each(
                "SELECT %s FROM %s(?%s) AS file LIMIT 1".formatted(reader.items(), reader.function(), reader.options()),
                List.of(path),
                row -> {
                    for (int index = 1; index <= count; index++) {
                        names.add(row.getString(index));
                    }
                });
        return names;
    }

    private static String distinct(String name, Set<String> taken) {
        String candidate = name;
        for (int suffix = 1; !taken.add(candidate); suffix++) {
            candidate = name + suffix;
        }
        return candidate;
    }

    private static char delimiter(FileFormat format) {
        return switch (format) {
            case TABS -> '\t';
            case SEMICOLONS -> ';';
            case BARS -> '|';
            case COMMAS, LINES, JSON, PARQUET -> ',';
        };
    }

    /** The members of JSON objects, in the order in which they are met. */
    private static final class JsonFields {

        private record Seen(Set<String> types, long strings, long instants, boolean large) {}

        private final java.util.Map<String, Seen> members = new java.util.LinkedHashMap<>();
        private boolean objects = true;

        void add(String key, String type, long count, long instants, long beyondLong) {
            if (key == null) {
                objects = false;
                return;
            }
            Seen old = members.getOrDefault(key, new Seen(Set.of(), 0, 0, false));
            Set<String> types = new HashSet<>(old.types());
            if (!type.equals("NULL")) {
                types.add(type);
            }
            boolean string = type.equals("VARCHAR");
            members.put(
                    key,
                    new Seen(
                            types,
                            old.strings() + (string ? count : 0),
                            old.instants() + instants,
                            old.large() || beyondLong > 0));
        }

        List<FileField> fields() {
            if (!objects) {
                throw new EngineException(Kind.QUERY, "A JSON file has records that are no objects");
            }
            List<FileField> fields = new ArrayList<>();
            members.forEach((key, seen) -> fields.add(field(key, seen)));
            return fields;
        }

        private static FileField field(String key, Seen seen) {
            Set<String> types = seen.types();
            if (types.isEmpty()) {
                return new FileField(key, ScalarType.STRING, key, Form.TEXT);
            }
            if (types.equals(Set.of("VARCHAR"))) {
                boolean instants = seen.instants() == seen.strings();
                return new FileField(key, instants ? ScalarType.DATETIME : ScalarType.STRING, key, Form.TEXT);
            }
            if (types.equals(Set.of("BOOLEAN"))) {
                return new FileField(key, ScalarType.BOOL, key, Form.BOOL);
            }
            if (Set.of("BIGINT", "UBIGINT").containsAll(types)) {
                return seen.large()
                        ? new FileField(key, ScalarType.DECIMAL, key, Form.TEXT)
                        : new FileField(key, ScalarType.LONG, key, Form.LONG);
            }
            if (Set.of("BIGINT", "UBIGINT", "DOUBLE").containsAll(types)) {
                return new FileField(key, ScalarType.REAL, key, Form.REAL);
            }
            return new FileField(key, ScalarType.DYNAMIC, key, Form.NESTED);
        }

        /** Whether the reader, to which letter case means nothing, would confuse names or cannot take them. */
        boolean isConfusable() {
            Set<String> folded = new HashSet<>();
            for (String key : members.keySet()) {
                if (!folded.add(key.toLowerCase(Locale.ROOT)) || key.isEmpty() || key.indexOf('\0') >= 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
