package dev.halcyon.engine.duckdb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place in a text file that a reader of the database could not read. Its messages count records and not lines, some
 * of them from another number than one, so the place is looked up in the file.
 */
final class FileDamage {

    // Patterns of ours over messages of the database.
    private static final Pattern DELIMITED =
            Pattern.compile("CSV Error on Line: (\\d{1,15})\\nOriginal Line:\\s*([^\\r\\n]*)");
    private static final Pattern CONVERTED = Pattern.compile("\\nError when converting column \"c(\\d{1,6})\"");
    private static final Pattern FIELDS = Pattern.compile("\\nExpected Number of Columns: (\\d+) Found: (\\d+)");
    private static final Pattern MALFORMED = Pattern.compile(
            "Malformed JSON in file \"([^\"\\n]+)\", at byte (\\d{1,9}) in (line|record/value) (\\d{1,15}):");
    private static final Pattern TRANSFORMED =
            Pattern.compile("JSON transform error in file \"([^\"\\n]+)\", in line (\\d{1,15}): [^:\\n]*: ([^\\n]+)");

    /** The path stands behind the line of the file, which may hold the same words. */
    private static final String FILE_OF_DELIMITED = "\n  file = ";

    private FileDamage() {}

    /** Such as {@code doors.csv, line 7, column 2}; empty when the message tells no place. */
    static Optional<String> place(String message) {
        Matcher malformed = MALFORMED.matcher(message);
        if (malformed.find()) {
            return Optional.of(malformed(malformed));
        }
        Matcher transformed = TRANSFORMED.matcher(message);
        if (transformed.find()) {
            String value = transformed.group(3).strip();
            return line(transformed.group(1), Long.parseLong(transformed.group(2)), text -> text.contains(value))
                    .map(found -> "%s, line %d".formatted(name(transformed.group(1)), found.number()));
        }
        Matcher delimited = DELIMITED.matcher(message);
        int file = message.lastIndexOf(FILE_OF_DELIMITED);
        if (delimited.find() && file >= 0) {
            String path = message.substring(file + FILE_OF_DELIMITED.length())
                    .lines()
                    .findFirst()
                    .orElse("");
            return Optional.of(delimited(message, delimited, path));
        }
        return Optional.empty();
    }

    /** The number in the message is one too high, and empty lines are no records. */
    private static String malformed(Matcher message) {
        String path = message.group(1);
        long record = Long.parseLong(message.group(4)) - 1;
        if (message.group(3).equals("line")) {
            Optional<Line> found = nth(path, record);
            if (found.isPresent()) {
                int column = column(found.get().text(), Integer.parseInt(message.group(2)));
                return "%s, line %d, column %d"
                        .formatted(name(path), found.get().number(), column);
            }
        }
        return "%s, record %d".formatted(name(path), record);
    }

    private static String delimited(String message, Matcher line, String path) {
        long record = Long.parseLong(line.group(1));
        String text = line.group(2).strip();
        StringBuilder place = new StringBuilder(name(path));
        // Records of several lines and empty lines only add to the number.
        place.append(line(path, record, candidate -> candidate.strip().equals(text))
                .map(found -> ", line " + found.number())
                .orElse(", record " + record));
        Matcher column = CONVERTED.matcher(message);
        Matcher fields = FIELDS.matcher(message);
        if (column.find()) {
            place.append(", column ").append(Integer.parseInt(column.group(1)) + 1);
        } else if (fields.find()) {
            place.append(": %s fields, not %s".formatted(fields.group(2), fields.group(1)));
        } else if (message.contains("unterminated quote")) {
            place.append(": a quote is not closed");
        }
        return place.toString();
    }

    private static String name(String path) {
        return String.valueOf(Path.of(path).getFileName());
    }

    /** Bytes of UTF-8 before a place, as characters. */
    private static int column(String line, int bytes) {
        byte[] encoded = line.getBytes(StandardCharsets.UTF_8);
        int before = Math.clamp(bytes - 1L, 0, encoded.length);
        return new String(encoded, 0, before, StandardCharsets.UTF_8).length() + 1;
    }

    private record Line(long number, String text) {}

    /** What is asked of the lines of a file. */
    private interface Wanted {
        boolean is(long number, String text);
    }

    private static Optional<Line> line(String path, long from, Predicate<String> test) {
        return first(path, (number, text) -> number >= from && test.test(text));
    }

    private static Optional<Line> nth(String path, long record) {
        long[] records = {0};
        IntPredicate space = letter -> letter <= ' ';
        return first(path, (number, text) -> !text.chars().allMatch(space) && ++records[0] == record);
    }

    private static Optional<Line> first(String path, Wanted wanted) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(FirstLine.open(path), decoder))) {
            long number = 1;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                if (wanted.is(number, text)) {
                    return Optional.of(new Line(number, text));
                }
                number++;
            }
            return Optional.empty();
        } catch (IOException e) {
            // The record is told then.
            return Optional.empty();
        }
    }
}
