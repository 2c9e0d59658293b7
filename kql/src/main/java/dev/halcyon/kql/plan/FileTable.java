package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/**
 * Reads files as a table.
 *
 * @param columns one column for each field in the type of the field's form, or one dynamic column when the source is
 *     read in whole rows
 */
public record FileTable(List<PlanColumn> columns, FileSource source) implements Relation {
    public FileTable {
        columns = List.copyOf(columns);
        Objects.requireNonNull(source, "source");
    }
}
