package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.Storage;
import dev.halcyon.engine.storage.StorageTransaction;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One writer at a time on one connection; readers go on meanwhile and see the state before. */
final class DuckDbStorage implements Storage {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbStorage.class);

    private final DuckDBConnection writer;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile TableCatalog catalog;

    DuckDbStorage(DuckDBConnection writer) throws SQLException {
        this.writer = writer;
        TableCatalog.prepare(writer);
        this.catalog = TableCatalog.read(writer);
    }

    TableCatalog catalog() {
        return catalog;
    }

    @Override
    public <T> T transact(Function<StorageTransaction, T> work) {
        lock.lock();
        try {
            run("BEGIN TRANSACTION");
            boolean committed = false;
            try {
                DuckDbTransaction transaction = new DuckDbTransaction(writer, catalog);
                T result = work.apply(transaction);
                transaction.end();
                run("COMMIT");
                committed = true;
                catalog = transaction.catalog();
                return result;
            } finally {
                if (!committed) {
                    rollback();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void rollback() {
        try (Statement statement = writer.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // A commit that failed has ended its transaction already.
            LOG.debug("Nothing to roll back", e);
        }
    }

    private void run(String sql) {
        try (Statement statement = writer.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            EngineException translated = ErrorTranslation.translate(e);
            throw translated;
        }
    }

    /** Waits for a running transaction, then merges the write-ahead log into the data file. */
    void close() throws SQLException {
        lock.lock();
        try {
            writer.close();
        } finally {
            lock.unlock();
        }
    }
}
