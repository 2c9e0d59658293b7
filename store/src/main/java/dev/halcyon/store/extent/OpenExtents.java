package dev.halcyon.store.extent;

import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.engine.storage.Storage;
import dev.halcyon.store.table.StandardColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far the open extents of the tables have grown. Thread-safe. */
public final class OpenExtents {

    /** Rows and their billed size. */
    private record Size(long rows, double bytes) {
        Size plus(Size more) {
            return new Size(rows + more.rows, bytes + more.bytes);
        }
    }

    private final Storage storage;
    private final ExtentOptions options;
    private final Map<String, Size> sizes = new ConcurrentHashMap<>();
    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    public OpenExtents(Storage storage, ExtentOptions options) {
        this.storage = storage;
        this.options = options;
    }

    /** True when so many more rows, of so much billed size, make a table's open extent large enough to be closed. */
    public boolean isFull(String table, long moreRows, double moreBytes) {
        Size size = sizes.computeIfAbsent(table, this::stored);
        return size.rows() + moreRows >= options.rows() || size.bytes() + moreBytes >= options.bytes();
    }

    private Size stored(String table) {
        double bytes = storage.extents(table).stream()
                .filter(extent -> extent.state() == State.OPEN)
                .mapToDouble(extent -> storage.total(table, extent.id(), StandardColumns.BILLED_SIZE.name()))
                .sum();
        return new Size(storage.openRows(table), bytes);
    }

    /** Notes rows that were committed. */
    public void grown(String table, long moreRows, double moreBytes) {
        sizes.merge(table, new Size(moreRows, moreBytes), Size::plus);
    }

    /** Notes that the extent was closed, or that the table is gone. */
    public void closed(String table) {
        sizes.remove(table);
        since.remove(table);
    }

    /** True when the extent has been open for its full age, as far as this process has seen. */
    boolean isOld(String table, Instant now) {
        Instant seen = since.computeIfAbsent(table, first -> now);
        // A clock that goes backwards must not keep an extent open for as long as it was ahead.
        if (seen.isAfter(now)) {
            since.put(table, now);
            return false;
        }
        return Duration.between(seen, now).compareTo(options.age()) >= 0;
    }
}
