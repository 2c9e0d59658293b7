package dev.halcyon.kql.syntax;

/** Where nulls go in a sort (R105). */
public enum NullsOrder {
    /** Before all values. */
    FIRST("nulls first"),
    /** After all values. */
    LAST("nulls last");

    private final String text;

    NullsOrder(String text) {
        this.text = text;
    }

    /** The text in KQL. */
    public String text() {
        return text;
    }
}
