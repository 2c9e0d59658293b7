package dev.halcyon.kql.syntax;

/** A sign in front of an operand. */
public enum UnaryOperator {
    /** Negation (R26). */
    MINUS("-"),
    /** No change. */
    PLUS("+");

    private final String text;

    UnaryOperator(String text) {
        this.text = text;
    }

    /** The text in KQL. */
    public String text() {
        return text;
    }
}
