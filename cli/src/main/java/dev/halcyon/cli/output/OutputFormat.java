package dev.halcyon.cli.output;

import java.util.Locale;

/** How an answer is written. */
public enum OutputFormat {
    /** Aligned for people. */
    TABLE,
    /** An array of objects, one a row. */
    JSON,
    /** RFC 4180 with a header line. */
    CSV;

    /** As options spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
