package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.index.TokenFilter;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token filters of extents, read from the database when they are first asked for and then kept while there is room. */
final class TokenFilters {

    private static final Logger LOG = LoggerFactory.getLogger(TokenFilters.class);

    /** What an answer costs that a column has no filter. */
    private static final int ENTRY_BYTES = 100;

    private record Key(long extent, String column) {}

    private final DuckDBConnection connection;
    private final long maximumBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Key, Optional<TokenFilter>> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    TokenFilters(DuckDBConnection connection, long maximumBytes) {
        this.connection = connection;
        this.maximumBytes = maximumBytes;
    }

    /** The filter of a column; empty when it has none. */
    Optional<TokenFilter> find(long extent, String column) {
        Key key = new Key(extent, column);
        lock.lock();
        try {
            Optional<TokenFilter> known = kept.get(key);
            if (known == null) {
                known = read(key);
                kept.put(key, known);
                bytes += size(known);
                forgetOldest();
            }
            return known;
        } catch (SQLException e) {
            // Costs time, not rows; the next query asks again.
            unreadable(key, e);
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void forgetOldest() {
        var oldest = kept.entrySet().iterator();
        while (bytes > maximumBytes && kept.size() > 1) {
            Map.Entry<Key, Optional<TokenFilter>> entry = oldest.next();
            bytes -= size(entry.getValue());
            oldest.remove();
        }
    }

    private static long size(Optional<TokenFilter> filter) {
        return (long) ENTRY_BYTES + filter.map(TokenFilter::byteCount).orElse(0);
    }

    private Optional<TokenFilter> read(Key key) throws SQLException {
        Optional<byte[]> stored = ExtentRecords.filter(key.extent(), key.column(), connection);
        try {
            return stored.map(TokenFilter::of);
        } catch (IllegalArgumentException e) {
            unreadable(key, e);
            return Optional.empty();
        }
    }

    private static void unreadable(Key key, Exception reason) {
        LOG.atWarn()
                .addKeyValue("extent", key.extent())
                .addKeyValue("column", key.column())
                .setCause(reason)
                .log("A token filter cannot be read; queries scan the column");
    }

    void close() throws SQLException {
        connection.close();
    }
}
