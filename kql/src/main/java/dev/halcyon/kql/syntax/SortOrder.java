package dev.halcyon.kql.syntax;

/** The direction of a sort key, or of the columns that a wildcard of project-reorder matches (R105, R124). */
public enum SortOrder {
    /** Smallest first. */
    ASCENDING("asc"),
    /** Greatest first. */
    DESCENDING("desc"),
    /** Smallest first, numbers inside names by value (project-reorder only). */
    GRANNY_ASCENDING("granny-asc"),
    /** Greatest first, numbers inside names by value (project-reorder only). */
    GRANNY_DESCENDING("granny-desc");

    private final String text;

    SortOrder(String text) {
        this.text = text;
    }

    /** The text in KQL. */
    public String text() {
        return text;
    }
}
