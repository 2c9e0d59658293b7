package dev.halcyon.kql.bind;

import java.util.List;
import java.util.Objects;

/** Which rows of a table a request may see. */
public sealed interface RowRestriction {

    /** The rows that every part lets through. */
    record All(List<RowRestriction> parts) implements RowRestriction {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** The rows that at least one part lets through. */
    record Any(List<RowRestriction> parts) implements RowRestriction {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The rows whose text in a column compares to a text. A column that is missing or holds no texts lets no row through,
     * whichever the comparison.
     */
    record Comparison(String column, Operator operator, String text) implements RowRestriction {
        public Comparison {
            Objects.requireNonNull(column, "column");
            Objects.requireNonNull(operator, "operator");
            Objects.requireNonNull(text, "text");
        }
    }

    /** The operators of KQL that compare texts here. */
    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        EQUAL_IGNORING_CASE("=~"),
        NOT_EQUAL_IGNORING_CASE("!~"),
        HAS("has_cs"),
        NOT_HAS("!has_cs"),
        HAS_IGNORING_CASE("has"),
        NOT_HAS_IGNORING_CASE("!has"),
        STARTS_WITH("startswith_cs"),
        NOT_STARTS_WITH("!startswith_cs"),
        STARTS_WITH_IGNORING_CASE("startswith"),
        NOT_STARTS_WITH_IGNORING_CASE("!startswith");

        private final String kql;

        Operator(String kql) {
            this.kql = kql;
        }

        /** As KQL writes it. */
        public String kql() {
            return kql;
        }

        /** What is true where this one is false. */
        public Operator negated() {
            return switch (this) {
                case EQUAL -> NOT_EQUAL;
                case NOT_EQUAL -> EQUAL;
                case EQUAL_IGNORING_CASE -> NOT_EQUAL_IGNORING_CASE;
                case NOT_EQUAL_IGNORING_CASE -> EQUAL_IGNORING_CASE;
                case HAS -> NOT_HAS;
                case NOT_HAS -> HAS;
                case HAS_IGNORING_CASE -> NOT_HAS_IGNORING_CASE;
                case NOT_HAS_IGNORING_CASE -> HAS_IGNORING_CASE;
                case STARTS_WITH -> NOT_STARTS_WITH;
                case NOT_STARTS_WITH -> STARTS_WITH;
                case STARTS_WITH_IGNORING_CASE -> NOT_STARTS_WITH_IGNORING_CASE;
                case NOT_STARTS_WITH_IGNORING_CASE -> STARTS_WITH_IGNORING_CASE;
            };
        }
    }

    /** Lets every row through. */
    static RowRestriction everyRow() {
        return new All(List.of());
    }

    /** Lets no row through. */
    static RowRestriction noRow() {
        return new Any(List.of());
    }

    /** True when rows are let through whatever they hold. */
    default boolean isEveryRow() {
        return this instanceof All all && all.parts().isEmpty();
    }

    /** True when no row is let through, whatever it holds. */
    default boolean isNoRow() {
        return this instanceof Any any && any.parts().isEmpty();
    }

    /** The conjunction, without the parts that change nothing. */
    static RowRestriction all(List<RowRestriction> parts) {
        if (parts.stream().anyMatch(RowRestriction::isNoRow)) {
            return noRow();
        }
        List<RowRestriction> kept =
                parts.stream().filter(part -> !part.isEveryRow()).distinct().toList();
        return kept.size() == 1 ? kept.getFirst() : new All(kept);
    }

    /** The disjunction, without the parts that change nothing. */
    static RowRestriction any(List<RowRestriction> parts) {
        if (parts.stream().anyMatch(RowRestriction::isEveryRow)) {
            return everyRow();
        }
        List<RowRestriction> kept =
                parts.stream().filter(part -> !part.isNoRow()).distinct().toList();
        return kept.size() == 1 ? kept.getFirst() : new Any(kept);
    }
}
