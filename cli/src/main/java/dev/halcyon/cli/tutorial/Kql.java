package dev.halcyon.cli.tutorial;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** KQL literals. */
final class Kql {
    private Kql() {}

    /** A string literal in single quotes. */
    static String string(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("'", "\\'")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return "'" + escaped + "'";
    }

    /** String literals with commas between them. */
    static String strings(List<String> texts) {
        return texts.stream().map(Kql::string).collect(Collectors.joining(", "));
    }

    static String datetime(Instant time) {
        return "datetime(" + time + ")";
    }
}
