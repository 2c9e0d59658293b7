package dev.halcyon.engine.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * A part of a table's rows that lies together.
 *
 * @param id distinct among the extents of all tables, greater for later ones
 * @param rows how many rows it has
 * @param bytes of its texts and numbers before compression, standard texts left out; 0 until it is sealed
 * @param instants range of the column that sorts a sealed extent; empty when it has no rows or is not sealed
 * @param arrivals when its rows arrived; empty when it has no rows
 * @param archived true when queries do not read it any more
 */
public record Extent(
        long id,
        State state,
        long rows,
        long bytes,
        Optional<TickRange> instants,
        Optional<TickRange> arrivals,
        boolean archived) {
    public Extent {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(instants, "instants");
        Objects.requireNonNull(arrivals, "arrivals");
    }

    /** The same with a size that was found out otherwise. */
    public Extent withBytes(long size) {
        return new Extent(id, state, rows, size, instants, arrivals, archived);
    }

    /** What may still happen to an extent. */
    public enum State {
        /** Takes new rows; each table has one. */
        OPEN,
        /** Takes none any more and waits to be sealed. */
        CLOSED,
        /** Sorted, indexed, never changed again. */
        SEALED
    }

    /** Datetimes in ticks, both ends included. */
    public record TickRange(long first, long last) {

        /** The least range that holds both. */
        public TickRange with(TickRange other) {
            return new TickRange(Math.min(first, other.first), Math.max(last, other.last));
        }
    }
}
