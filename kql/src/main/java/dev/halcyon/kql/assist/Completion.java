package dev.halcyon.kql.assist;

import java.util.Objects;

/**
 * Something that may stand at a place.
 *
 * @param label what to write
 * @param kind what it is
 * @param detail its type, signature or meaning; may be empty
 */
public record Completion(String label, Kind kind, String detail) {
    public Completion {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    /** What is proposed. */
    public enum Kind {
        COLUMN,
        TABLE,
        VARIABLE,
        FUNCTION,
        AGGREGATE,
        PLUGIN,
        OPERATOR,
        KEYWORD,
        VALUE
    }
}
