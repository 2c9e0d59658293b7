package dev.halcyon.kql.plan;

/** How a file holds rows (R132). */
public enum FileFormat {
    /** Fields between commas. */
    COMMAS,
    /** Fields between tabs. */
    TABS,
    /** Fields between semicolons. */
    SEMICOLONS,
    /** Fields between vertical bars. */
    BARS,
    /** Each line is one field. */
    LINES,
    /** A JSON object on each line, or an array of objects. */
    JSON,
    /** Apache Parquet. */
    PARQUET;

    /** True when a row is read as one dynamic value whose members are the fields. */
    public boolean hasNamedFields() {
        return this == JSON || this == PARQUET;
    }
}
