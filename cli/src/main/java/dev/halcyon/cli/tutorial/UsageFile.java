package dev.halcyon.cli.tutorial;

import dev.halcyon.cli.tutorial.CsvReader.CsvRecord;
import dev.halcyon.learn.feature.Ticks;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads usage rows out of a CSV file with the columns TimeGenerated, DataType and ActualUsage, in any order. */
final class UsageFile {
    private static final List<String> COLUMNS = List.of("TimeGenerated", "DataType", "ActualUsage");
    private static final int LONGEST_QUOTE = 40;

    private final int time;
    private final int dataType;
    private final int usage;
    private final int width;

    private UsageFile(List<String> header, int[] positions) {
        this.time = positions[0];
        this.dataType = positions[1];
        this.usage = positions[2];
        this.width = header.size();
    }

    /**
     * The rows in the file's order.
     *
     * @throws UsageFileException when the text is not such a file; it names the line
     */
    static List<UsageRow> read(BufferedReader text) throws IOException {
        CsvReader reader = new CsvReader(text);
        CsvRecord header =
                reader.next().orElseThrow(() -> new UsageFileException(1, "the file is empty; " + expected()));
        UsageFile file = new UsageFile(header.fields(), positions(header));
        List<UsageRow> rows = new ArrayList<>();
        Map<UsageKey, Integer> lines = new HashMap<>();
        Optional<CsvRecord> next = reader.next();
        while (next.isPresent()) {
            CsvRecord given = next.get();
            UsageRow row = file.row(given);
            Integer earlier = lines.putIfAbsent(row.key(), given.line());
            if (earlier != null) {
                throw new UsageFileException(
                        given.line(),
                        "%s at %s stands on line %d already; each data type has one row an hour"
                                .formatted(row.dataType(), row.time(), earlier));
            }
            rows.add(row);
            next = reader.next();
        }
        if (rows.isEmpty()) {
            throw new UsageFileException(header.line(), "there is no row after the header");
        }
        return rows;
    }

    private static String expected() {
        return "the first line names the columns " + String.join(", ", COLUMNS);
    }

    private static int[] positions(CsvRecord header) {
        List<String> names = header.fields().stream().map(String::strip).toList();
        int[] positions = new int[COLUMNS.size()];
        for (int column = 0; column < positions.length; column++) {
            String name = COLUMNS.get(column);
            int position = names.indexOf(name);
            if (position < 0 || names.lastIndexOf(name) != position) {
                throw new UsageFileException(
                        header.line(),
                        "column %s is %s; %s".formatted(name, position < 0 ? "missing" : "there twice", expected()));
            }
            positions[column] = position;
        }
        return positions;
    }

    private UsageRow row(CsvRecord given) {
        List<String> fields = given.fields();
        if (fields.size() != width) {
            throw new UsageFileException(
                    given.line(), "%d fields, but the header has %d".formatted(fields.size(), width));
        }
        String type = fields.get(dataType).strip();
        if (type.isEmpty()) {
            throw new UsageFileException(given.line(), "DataType is empty");
        }
        return new UsageRow(
                time(fields.get(time).strip(), given.line()),
                type,
                usage(fields.get(usage).strip(), given.line()));
    }

    /** A time without a zone is UTC, as everywhere in the workspace. */
    private static Instant time(String field, int line) {
        String text = field.replace(' ', 'T');
        try {
            int clock = Math.max(0, text.indexOf('T'));
            boolean zoned = text.endsWith("Z") || text.indexOf('+', clock) > 0 || text.indexOf('-', clock) > clock;
            Instant time = zoned && clock > 0
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            return Ticks.toInstant(Ticks.of(time));
        } catch (DateTimeException e) {
            throw new UsageFileException(
                    line, "TimeGenerated '%s' is not a time such as 2023-03-19T23:00:00Z".formatted(quote(field)));
        }
    }

    private static double usage(String field, int line) {
        try {
            double value = Double.parseDouble(field);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UsageFileException(line, notANumber(field));
        }
        throw new UsageFileException(line, notANumber(field));
    }

    private static String notANumber(String field) {
        return "ActualUsage '%s' is not a finite number".formatted(quote(field));
    }

    private static String quote(String field) {
        return field.length() <= LONGEST_QUOTE ? field : field.substring(0, LONGEST_QUOTE) + "…";
    }
}
