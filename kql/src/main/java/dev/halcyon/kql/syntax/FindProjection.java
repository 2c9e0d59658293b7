package dev.halcyon.kql.syntax;

/** The projection clause of find (R122). */
public enum FindProjection {
    /** Only the listed columns. */
    PROJECT("project"),
    /** The columns of the predicate, the rest packed. */
    PROJECT_SMART("project-smart"),
    /** All but the listed columns. */
    PROJECT_AWAY("project-away");

    private final String text;

    FindProjection(String text) {
        this.text = text;
    }

    /** The text in KQL. */
    public String text() {
        return text;
    }
}
