package dev.halcyon.store;

import dev.halcyon.engine.storage.ColumnValues;
import dev.halcyon.engine.storage.RowBlock;
import java.util.Objects;

/** Rows on their way into a table. */
public record TableRows(String table, RowBlock rows) {

    private static final int CELL_BYTES = 16;

    public TableRows {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(rows, "rows");
    }

    /** About how much memory the rows take. */
    long bytes() {
        long bytes = (long) rows.rowCount() * rows.columns().size() * CELL_BYTES;
        for (ColumnValues column : rows.values()) {
            if (column instanceof ColumnValues.Texts texts) {
                for (String text : texts.values()) {
                    bytes += text == null ? 0 : text.length();
                }
            }
        }
        return bytes;
    }
}
