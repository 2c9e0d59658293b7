package dev.halcyon.conformance.kqltest;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a case must end in. */
public sealed interface Expectation {

    /** All tables of the answer, in order, and warnings that must be among those given. */
    record Tables(List<Rows> tables, List<Failure> warnings) implements Expectation {
        public Tables {
            tables = List.copyOf(tables);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * A table, compared in that way.
     *
     * @param name the table's name on the wire, when the case says it
     */
    record Rows(ExpectedTable table, Comparison comparison, Optional<String> name) {
        public Rows {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(comparison, "comparison");
            Objects.requireNonNull(name, "name");
        }
    }

    /** A diagnostic with that code, whose message or hint contains the text. */
    record Failure(String code, String text) implements Expectation {
        public Failure {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(text, "text");
        }
    }
}
