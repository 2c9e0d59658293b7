package dev.halcyon.store.extent;

import dev.halcyon.engine.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far the open extents of the tables have grown. Thread-safe. */
public final class OpenExtents {

    private final Storage storage;
    private final ExtentOptions options;
    private final Map<String, Long> rows = new ConcurrentHashMap<>();
    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    public OpenExtents(Storage storage, ExtentOptions options) {
        this.storage = storage;
        this.options = options;
    }

    /** True when so many more rows make a table's open extent large enough to be closed. */
    public boolean isFull(String table, long more) {
        return rows.computeIfAbsent(table, storage::openRows) + more >= options.rows();
    }

    /** Notes rows that were committed. */
    public void grown(String table, long more) {
        rows.merge(table, more, Long::sum);
    }

    /** Notes that the extent was closed, or that the table is gone. */
    public void closed(String table) {
        rows.remove(table);
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
