package dev.halcyon.workspace.access;

/** What a key allows. */
public enum Permission {
    /** Read rows and schemas. */
    QUERY,
    /** Send rows. */
    INGEST,
    /** Create and change tables and rules. */
    MANAGE
}
