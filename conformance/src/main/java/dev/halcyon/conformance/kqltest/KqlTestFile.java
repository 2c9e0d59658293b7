package dev.halcyon.conformance.kqltest;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parsed {@code .kqltest} file.
 *
 * @param fixtures stored tables by name, shared by all cases
 * @param cases in file order
 */
public record KqlTestFile(Map<String, ExpectedTable> fixtures, List<KqlTestCase> cases) {

    private static final Pattern SEPARATOR = Pattern.compile(" \\| ");
    private static final Pattern EXPECTATION =
            Pattern.compile("-- (error|warning) (\\S+)(?: (.*))?|--(?: table=(\\S+))?( .*)?");

    public KqlTestFile {
        fixtures = Map.copyOf(fixtures);
        cases = List.copyOf(cases);
    }

    /**
     * Reads a file's text.
     *
     * @throws IllegalArgumentException naming the line that is not of the format
     */
    public static KqlTestFile parse(String text) {
        return new Reader(text.lines().toList()).read();
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException naming the file and the line that is not of the format
     * @throws UncheckedIOException when it cannot be read
     */
    public static KqlTestFile read(Path path) {
        try {
            return parse(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    private static final class Reader {
        private final List<String> lines;
        private final Map<String, ExpectedTable> fixtures = new LinkedHashMap<>();
        private final List<KqlTestCase> cases = new ArrayList<>();
        private int position;

        Reader(List<String> lines) {
            this.lines = lines;
        }

        KqlTestFile read() {
            while (position < lines.size()) {
                String line = lines.get(position);
                if (line.isBlank() || line.startsWith("#")) {
                    position++;
                } else if (line.startsWith("fixture ")) {
                    position++;
                    fixtures.put(line.substring("fixture ".length()).strip(), table());
                } else if (line.startsWith("== ")) {
                    cases.add(testCase(line.substring(3).strip()));
                } else {
                    throw failure("Expected 'fixture', '== name' or a comment");
                }
            }
            return new KqlTestFile(fixtures, cases);
        }

        private KqlTestCase testCase(String name) {
            int start = position + 1;
            position++;
            StringBuilder query = new StringBuilder();
            while (!line().startsWith("--")) {
                query.append(line()).append('\n');
                position++;
            }
            List<Expectation.Rows> tables = new ArrayList<>();
            List<Expectation.Failure> warnings = new ArrayList<>();
            while (position < lines.size() && line().startsWith("--")) {
                var matcher = EXPECTATION.matcher(line().strip());
                if (!matcher.matches()) {
                    throw failure("Expected '--' and how rows are compared, or '-- error CODE text'");
                }
                position++;
                if (matcher.group(1) == null) {
                    Comparison comparison = comparison(Objects.requireNonNullElse(matcher.group(5), ""));
                    tables.add(new Expectation.Rows(table(), comparison, Optional.ofNullable(matcher.group(4))));
                } else {
                    Expectation.Failure finding =
                            new Expectation.Failure(matcher.group(2), Objects.requireNonNullElse(matcher.group(3), ""));
                    if (matcher.group(1).equals("error")) {
                        return new KqlTestCase(name, start, query.toString().strip(), finding);
                    }
                    warnings.add(finding);
                }
                skipBlankLines();
            }
            return new KqlTestCase(name, start, query.toString().strip(), new Expectation.Tables(tables, warnings));
        }

        private void skipBlankLines() {
            while (position < lines.size() && line().isBlank()) {
                position++;
            }
        }

        private Comparison comparison(String words) {
            try {
                return Comparison.parse(words);
            } catch (IllegalArgumentException e) {
                throw failure(String.valueOf(e.getMessage()));
            }
        }

        private ExpectedTable table() {
            List<Column> columns = Arrays.stream(SEPARATOR.split(line().strip()))
                    .map(this::column)
                    .toList();
            position++;
            List<List<String>> rows = new ArrayList<>();
            while (position < lines.size() && !lines.get(position).isBlank()) {
                List<String> cells =
                        Arrays.asList(SEPARATOR.split(lines.get(position).strip()));
                if (cells.size() != columns.size()) {
                    throw failure("%d cells for %d columns".formatted(cells.size(), columns.size()));
                }
                rows.add(cells);
                position++;
            }
            return new ExpectedTable(columns, rows);
        }

        private Column column(String text) {
            int colon = text.lastIndexOf(':');
            if (colon < 0) {
                throw failure("Expected name:type, found '" + text + "'");
            }
            ScalarType type = ScalarType.byName(text.substring(colon + 1))
                    .orElseThrow(() -> failure("Unknown type in '" + text + "'"));
            return new Column(text.substring(0, colon), type);
        }

        private String line() {
            if (position >= lines.size()) {
                throw failure("The file ends inside a case");
            }
            return lines.get(position);
        }

        private IllegalArgumentException failure(String message) {
            return new IllegalArgumentException("Line %d: %s".formatted(position + 1, message));
        }
    }
}
