package dev.halcyon.kql.syntax;

/** A test of one value against a list (R17, R53). */
public enum ListOperator {
    /** One of the values equals (R17). */
    IN("in"),
    /** No value equals (R17). */
    NOT_IN("!in"),
    /** One of the values equals without case. */
    IN_IGNORE_CASE("in~"),
    /** No value equals without case. */
    NOT_IN_IGNORE_CASE("!in~"),
    /** Has one of the terms (R51). */
    HAS_ANY("has_any"),
    /** Has all of the terms (R51). */
    HAS_ALL("has_all");

    private final String text;

    ListOperator(String text) {
        this.text = text;
    }

    /** The operator as written in KQL, for example {@code !in~}. */
    public String text() {
        return text;
    }
}
