package dev.halcyon.server.http;

/** What a request is about; tokens are made for one or some of these (identity.md section 8). */
public enum Plane {
    /** Reading logs. */
    QUERY,
    /** Sending logs. */
    INGEST,
    /** Managing resources. */
    MANAGE
}
