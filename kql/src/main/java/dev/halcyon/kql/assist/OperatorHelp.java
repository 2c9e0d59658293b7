package dev.halcyon.kql.assist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One line about each tabular operator, from {@code operators.help}. */
final class OperatorHelp {
    private static final Map<String, String> LINES = read();

    private OperatorHelp() {}

    static Map<String, String> all() {
        return LINES;
    }

    static Optional<String> of(String operator) {
        return Optional.ofNullable(LINES.get(operator));
    }

    private static Map<String, String> read() {
        try (InputStream stream = Objects.requireNonNull(OperatorHelp.class.getResourceAsStream("operators.help"))) {
            Map<String, String> lines = new LinkedHashMap<>();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] sides = line.split(": ", 2);
                lines.put(sides[0], sides[1]);
            });
            return Map.copyOf(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
