package dev.halcyon.cli.check;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A query and where it was read.
 *
 * @param id the rule's or record's id, else the file's name
 * @param file the file it stands in
 * @param text the query
 * @param firstLine line of the file on which the text begins, from 1
 * @param indent columns of the file in front of each line of the text
 * @param verbatim whether lines of the text are lines of the file; otherwise every place is {@code firstLine}
 */
public record QueryText(String id, Path file, String text, int firstLine, int indent, boolean verbatim) {
    public QueryText {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(text, "text");
    }

    /** A file that is one query. */
    static QueryText ofFile(Path file, String text) {
        return new QueryText(String.valueOf(file.getFileName()), file, text, 1, 0, true);
    }

    /** The line of the file for a line of the text, both from 1. */
    public int fileLine(int line) {
        return verbatim ? firstLine + line - 1 : firstLine;
    }

    /** The column of the file for a column of the text, both from 1. */
    public int fileColumn(int column) {
        return verbatim ? column + indent : indent + 1;
    }
}
