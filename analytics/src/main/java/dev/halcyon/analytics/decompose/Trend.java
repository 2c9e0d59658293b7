package dev.halcyon.analytics.decompose;

/** The part of a series that the season leaves (series.md, section 1). */
public enum Trend {
    /** The mean. */
    AVERAGE,
    /** The least squares line. */
    LINE,
    /** Zero. */
    NONE
}
