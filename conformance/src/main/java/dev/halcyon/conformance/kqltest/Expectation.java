package dev.halcyon.conformance.kqltest;

import java.util.Objects;

/** What a case must end in. */
public sealed interface Expectation {

    /** A table, compared in that way. */
    record Rows(ExpectedTable table, Comparison comparison) implements Expectation {
        public Rows {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(comparison, "comparison");
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
