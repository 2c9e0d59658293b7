package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/**
 * Files of one shape that are read as one table.
 *
 * @param paths absolute paths that were checked
 * @param format never {@link FileFormat#LINES}
 * @param layout of delimited text
 * @param fields what becomes columns
 * @param wholeRows true when each row is read as one dynamic value whose members are the fields: for names that the
 *     reader of the format would confuse
 */
public record FileSource(
        List<String> paths, FileFormat format, TextLayout layout, List<FileField> fields, boolean wholeRows) {
    public FileSource {
        paths = List.copyOf(paths);
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(layout, "layout");
        fields = List.copyOf(fields);
    }

    /** The same columns of other files. */
    public FileSource withFields(List<FileField> replacement) {
        return new FileSource(paths, format, layout, replacement, wholeRows);
    }

    /**
     * How delimited text is laid out.
     *
     * @param quote empty when nothing is quoted
     * @param escape what stands before a quote inside quotes; empty when nothing is quoted
     * @param comment what begins a line that is left out; empty when there are none
     * @param skipped lines before the records, a header among them
     */
    public record TextLayout(String delimiter, String quote, String escape, String comment, int skipped) {

        /** For formats that need none. */
        public static final TextLayout NONE = new TextLayout(",", "\"", "\"", "", 0);

        public TextLayout {
            Objects.requireNonNull(delimiter, "delimiter");
            Objects.requireNonNull(quote, "quote");
            Objects.requireNonNull(escape, "escape");
            Objects.requireNonNull(comment, "comment");
        }
    }
}
