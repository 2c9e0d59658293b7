package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/**
 * The rows of a file that the request may read.
 *
 * @param columns one dynamic column when the format names its fields, else a string column for each field
 * @param path an absolute path that was checked
 * @param skipFirst leaves out the first record, a header
 */
public record FileRows(List<PlanColumn> columns, String path, FileFormat format, boolean skipFirst)
        implements Relation {
    public FileRows {
        columns = List.copyOf(columns);
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(format, "format");
    }
}
