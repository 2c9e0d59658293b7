package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.store.Reception;
import dev.halcyon.store.TableRows;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TableException;
import dev.halcyon.store.table.TableException.Reason;
import dev.halcyon.workspace.rule.RuleStreams;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the rows of a file piece by piece. How many rows of a source are stored is written in the transaction that stores
 * them, so an import that was killed goes on where it ended. Thread-safe.
 */
public final class ImportService {

    /** Largest piece, unpacked. */
    public static final int MAXIMUM_BODY_BYTES = 64 << 20;

    private static final String COLLECTION = "imports";
    private static final char SEPARATOR = '/';
    private static final char BEHIND_SEPARATOR = SEPARATOR + 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WorkspaceStore store;
    private final WorkspaceClock clock;
    private final ReentrantLock lock = new ReentrantLock();

    public ImportService(WorkspaceStore store, WorkspaceClock clock) {
        this.store = store;
        this.clock = clock;
        // A table that is made anew under the name takes the same files again.
        store.whenDeleted((table, transaction) ->
                transaction.deleteDocuments(COLLECTION, table + SEPARATOR, table + BEHIND_SEPARATOR));
    }

    /** A piece does not continue what is stored. */
    public static final class OutOfOrderException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long stored;

        OutOfOrderException(long stored) {
            super("The import has %d rows: go on from there.".formatted(stored));
            this.stored = stored;
        }

        /** The rows of the source that are stored. */
        public long stored() {
            return stored;
        }
    }

    /** The rows of a source that are stored in a table. */
    public long progress(String table, String source) {
        return rows(store.storage().transact(transaction -> transaction.document(COLLECTION, key(table, source))));
    }

    /**
     * Stores a piece; it is durable when this returns.
     *
     * @param source what the sender calls the file, the same each time
     * @param from the rows of the source before this piece
     * @param body a JSON array of objects
     * @return the rows of the source that are stored now
     * @throws OutOfOrderException when other rows of the source are stored than those before this piece
     * @throws IngestionException when the body cannot be read
     * @throws TableException when there is no such table
     * @throws ThrottledException when the daily cap of the workspace is reached; nothing was stored
     */
    public long append(String table, String source, long from, byte[] body) {
        TableDefinition definition = store.catalog()
                .definition(table)
                .orElseThrow(() -> new TableException(
                        Reason.NOT_FOUND, "There is no table '%s': create it first.".formatted(table)));
        List<Column> columns = RuleStreams.columns(definition);
        RowBlock rows = JsonRows.read(body, columns);
        lock.lock();
        try {
            long stored = progress(table, source);
            if (stored != from) {
                throw new OutOfOrderException(stored);
            }
            long after = stored + rows.rowCount();
            String document = JSON.createObjectNode().put("rows", after).toString();
            long taken = store.append(new TableRows(table, rows), Reception.at(clock.nowTicks()), transaction -> {
                // Looked at again: the table may have been deleted and made anew since.
                long there = rows(transaction.document(COLLECTION, key(table, source)));
                if (there != from) {
                    throw new OutOfOrderException(there);
                }
                transaction.putDocument(COLLECTION, key(table, source), document);
            });
            if (taken < rows.rowCount()) {
                throw new ThrottledException(
                        "The daily cap of the workspace is reached: '%s' takes no rows until midnight UTC. Repeat the import then; it goes on behind row %d."
                                .formatted(table, stored),
                        untilMidnight());
            }
            return after;
        } finally {
            lock.unlock();
        }
    }

    private Duration untilMidnight() {
        Instant now = clock.now();
        return Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
    }

    private static long rows(Optional<String> document) {
        return document.map(json -> JSON.readTree(json).path("rows").asLong()).orElse(0L);
    }

    private static String key(String table, String source) {
        return table + SEPARATOR + source.toLowerCase(Locale.ROOT);
    }
}
