package dev.halcyon.kql.diagnostic;

/** How serious a finding is. */
public enum Severity {
    /** The request cannot be answered. */
    ERROR,
    /** The request is answered, but probably not as meant. */
    WARNING,
    /** A remark. */
    INFORMATION
}
