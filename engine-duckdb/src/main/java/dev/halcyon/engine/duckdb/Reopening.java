package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the database again within the process after a checkpoint has failed: the database is invalid from then on, but it
 * is only attached, so it can be detached and attached anew as at a start. All that was committed is in its log.
 */
final class Reopening {

    private static final Logger LOG = LoggerFactory.getLogger(Reopening.class);

    /** Queries that still read the old one end by themselves, or are told to. */
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private static final long MOST_NANOS = 3_000_000_000L;
    private static final long PAUSE_NANOS = 20_000_000L;

    private final DataFolder folder;
    private final Runnable endQueries;

    /**
     * @param endQueries tells the queries that run to end
     */
    Reopening(DataFolder folder, Runnable endQueries) {
        this.folder = folder;
        this.endQueries = endQueries;
    }

    /**
     * Opens the database again. Nobody is writing.
     *
     * @throws SQLException when it cannot be opened, or queries hold it for too long; to be tried again
     */
    void run(Statement statement) throws SQLException {
        statement.execute("DETACH DATABASE IF EXISTS workspace");
        long start = System.nanoTime();
        boolean told = false;
        while (!attached(statement, System.nanoTime() - start >= MOST_NANOS)) {
            if (!told && System.nanoTime() - start >= PATIENCE_NANOS) {
                endQueries.run();
                told = true;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        LOG.atWarn()
                .addKeyValue("milliseconds", (System.nanoTime() - start) / 1_000_000)
                .log("The database was opened again after a checkpoint that failed");
    }

    private boolean attached(Statement statement, boolean last) throws SQLException {
        try {
            DuckDbInstance.attach(folder, statement);
            return true;
        } catch (SQLException | EngineException e) {
            if (last) {
                throw e;
            }
            LOG.debug("The database cannot be opened yet", e);
            return false;
        }
    }
}
