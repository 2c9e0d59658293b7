package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of time, id and more that come ordered by dimensions, id and time: tells where one ends and the next begins. */
final class IdTimelines {

    private final RowReader rows;
    private final int firstDimension;
    private @Nullable RowKey dimensions;
    private @Nullable RowKey ended;
    private @Nullable Object id;
    private boolean idBegins;

    IdTimelines(RowReader rows, int firstDimension) {
        this.rows = rows;
        this.firstDimension = firstDimension;
    }

    boolean next() {
        ended = null;
        if (!rows.next()) {
            return false;
        }
        RowKey current = RowValues.key(rows, firstDimension, rows.columns().size());
        Object currentId = RowValues.read(rows, 1);
        boolean sameDimensions = current.equals(dimensions);
        idBegins = !sameDimensions || !Objects.equals(currentId, id);
        id = currentId;
        if (!sameDimensions) {
            ended = dimensions;
            dimensions = current;
        }
        return true;
    }

    /** True on the first row of an id. */
    boolean idBegins() {
        return idBegins;
    }

    /** The dimensions whose last row was the one before; null when that is not so. */
    @Nullable
    RowKey ended() {
        return ended;
    }

    /** The dimensions of the latest row; null before the first. */
    @Nullable
    RowKey dimensions() {
        return dimensions;
    }
}
