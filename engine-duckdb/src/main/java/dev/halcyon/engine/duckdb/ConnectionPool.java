package dev.halcyon.engine.duckdb;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.duckdb.DuckDBConnection;

/**
 * Connections that wait for the next query: opening one takes a good part of a short query's time. Only those come back
 * whose statement ended by itself and left nothing behind.
 */
final class ConnectionPool {

    private static final int MOST_IDLE = 8;

    private final DuckDBConnection root;
    private final BlockingQueue<DuckDBConnection> idle = new ArrayBlockingQueue<>(MOST_IDLE);
    private volatile boolean closed;

    ConnectionPool(DuckDBConnection root) {
        this.root = root;
    }

    DuckDBConnection take() throws SQLException {
        DuckDBConnection waiting = idle.poll();
        return waiting == null ? root.duplicate() : waiting;
    }

    /** Keeps a connection without open results, tables of its own or a transaction. */
    void giveBack(DuckDBConnection connection) throws SQLException {
        if (closed || !idle.offer(connection)) {
            connection.close();
        } else if (closed) {
            closeIdle();
        }
    }

    void close() throws SQLException {
        closed = true;
        closeIdle();
    }

    private void closeIdle() throws SQLException {
        for (DuckDBConnection each = idle.poll(); each != null; each = idle.poll()) {
            each.close();
        }
    }
}
