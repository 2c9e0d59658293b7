package dev.halcyon.cli.check;

import dev.halcyon.cli.terminal.Terminal;

/** Writes what was found. */
public interface CheckReport {

    /** One query. */
    void add(CheckedQuery checked);

    /** After the last query. */
    void finish();

    /** The forms of a report. */
    enum Format {
        TEXT,
        JSONL,
        SARIF;

        /** A report on standard output. */
        public CheckReport open(Terminal terminal) {
            return switch (this) {
                case TEXT -> new TextReport(terminal);
                case JSONL -> new JsonLinesReport(terminal.out());
                case SARIF -> new SarifReport(terminal.out());
            };
        }
    }
}
