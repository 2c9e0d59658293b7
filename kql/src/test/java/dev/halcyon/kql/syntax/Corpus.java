package dev.halcyon.kql.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The queries in the corpus folder of the test resources. */
final class Corpus {
    static final List<String> FILES = List.of("documentation.txt", "recorded.txt", "published.txt");

    private static final String MARK = "#### ";

    record Entry(String id, String query) {}

    private Corpus() {}

    static List<Entry> read(String file) {
        List<Entry> entries = new ArrayList<>();
        for (String block : ("\n" + text(file)).split("\n" + MARK, -1)) {
            int end = block.indexOf('\n');
            if (end >= 0 && !block.isBlank()) {
                entries.add(new Entry(block.substring(0, end), block.substring(end + 1)));
            }
        }
        return entries;
    }

    static List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        FILES.forEach(file -> entries.addAll(read(file)));
        return entries;
    }

    private static String text(String file) {
        try (InputStream stream = Objects.requireNonNull(Corpus.class.getResourceAsStream("/corpus/" + file))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
