package dev.halcyon.store.extent;

import dev.halcyon.engine.storage.Extent;

/**
 * Tells the rows of a table that were stored at one moment from those that came later.
 *
 * @param lastExtent the extents up to this one took no rows any more
 * @param ticks when it was; in extents that were made later, of older ones and of new rows, the time of arrival tells
 */
public record StoredMoment(long lastExtent, long ticks) {

    /** Whether rows that were stored then may lie in an extent. */
    boolean mayBeIn(Extent extent) {
        return switch (extent.state()) {
            case OPEN -> false;
            case CLOSED -> isIn(extent);
            case SEALED ->
                isIn(extent)
                        || extent.arrivals()
                                .map(range -> range.first() <= ticks)
                                .orElse(true);
        };
    }

    /** Whether all rows of an extent were stored then. */
    boolean isIn(Extent extent) {
        return extent.id() <= lastExtent;
    }
}
