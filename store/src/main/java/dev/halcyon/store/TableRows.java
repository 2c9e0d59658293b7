package dev.halcyon.store;

import dev.halcyon.engine.storage.RowBlock;
import java.util.Objects;

/** Rows on their way into a table. */
public record TableRows(String table, RowBlock rows) {
    public TableRows {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(rows, "rows");
    }
}
