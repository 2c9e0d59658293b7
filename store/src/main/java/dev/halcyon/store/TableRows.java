package dev.halcyon.store;

import dev.halcyon.engine.storage.ColumnValues;
import dev.halcyon.engine.storage.RowBlock;
import java.util.Objects;

/** Rows on their way into a table. */
public record TableRows(String table, RowBlock rows) {

    /** A number with its mark for a missing one. */
    private static final int NUMBER_BYTES = 9;

    /** A reference to an object and its header. */
    private static final int OBJECT_BYTES = 24;

    /** A text is two objects: itself, and the array of its characters. */
    private static final int TEXT_BYTES = 2 * OBJECT_BYTES + 8;

    public TableRows {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(rows, "rows");
    }

    /** About how much memory the rows take. */
    long bytes() {
        long bytes = 0;
        for (ColumnValues column : rows.values()) {
            bytes += switch (column) {
                case ColumnValues.Bools bools -> 2L * bools.size();
                case ColumnValues.Longs longs -> (long) NUMBER_BYTES * longs.size();
                case ColumnValues.Reals reals -> (long) NUMBER_BYTES * reals.size();
                case ColumnValues.Decimals decimals -> 3L * OBJECT_BYTES * decimals.size();
                case ColumnValues.Guids guids -> 2L * OBJECT_BYTES * guids.size();
                case ColumnValues.Texts texts -> bytes(texts);
            };
        }
        return bytes;
    }

    @SuppressWarnings("ReferenceEquality") // Asks whether a text takes memory of its own.
    private static long bytes(ColumnValues.Texts texts) {
        long bytes = 0;
        String last = null;
        for (String text : texts.values()) {
            // Constant columns have one text for all rows.
            bytes += text == null || text == last ? Long.BYTES : TEXT_BYTES + text.length();
            last = text;
        }
        return bytes;
    }
}
