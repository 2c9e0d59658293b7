package dev.halcyon.cli.tutorial;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records of a CSV text (RFC 4180): quoted fields, doubled quotes, any line ends, a byte order mark. */
final class CsvReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final BufferedReader reader;
    private int line;

    CsvReader(BufferedReader reader) {
        this.reader = reader;
    }

    /**
     * A record and the line it begins on.
     *
     * @param line from 1
     */
    record CsvRecord(int line, List<String> fields) {}

    /**
     * The next record that is not an empty line.
     *
     * @throws UsageFileException when a quote is not closed
     */
    Optional<CsvRecord> next() throws IOException {
        String text = reader.readLine();
        line++;
        while (text != null && text.isBlank()) {
            text = reader.readLine();
            line++;
        }
        if (text == null) {
            return Optional.empty();
        }
        if (line == 1 && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        int first = line;
        return Optional.of(new CsvRecord(first, fields(text, first)));
    }

    private List<String> fields(String given, int first) throws IOException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        String text = given;
        boolean quoted = false;
        int index = 0;
        while (true) {
            if (index == text.length()) {
                if (!quoted) {
                    fields.add(field.toString());
                    return fields;
                }
                String more = reader.readLine();
                line++;
                if (more == null) {
                    throw new UsageFileException(first, "a quote is opened and not closed");
                }
                field.append('\n');
                text = more;
                index = 0;
                continue;
            }
            char character = text.charAt(index++);
            if (quoted) {
                boolean doubled = character == '"' && index < text.length() && text.charAt(index) == '"';
                if (doubled) {
                    index++;
                    field.append('"');
                } else if (character == '"') {
                    quoted = false;
                } else {
                    field.append(character);
                }
            } else if (character == '"' && field.isEmpty()) {
                quoted = true;
            } else if (character == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(character);
            }
        }
    }
}
