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
import java.util.List;
import java.util.Locale;
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
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WorkspaceStore store;
    private final WorkspaceClock clock;
    private final ReentrantLock lock = new ReentrantLock();

    public ImportService(WorkspaceStore store, WorkspaceClock clock) {
        this.store = store;
        this.clock = clock;
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
        return store.storage()
                .transact(transaction -> transaction.document(COLLECTION, key(table, source)))
                .map(document -> JSON.readTree(document).path("rows").asLong())
                .orElse(0L);
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
            store.append(
                    new TableRows(table, rows),
                    Reception.at(clock.nowTicks()),
                    COLLECTION,
                    key(table, source),
                    document);
            return after;
        } finally {
            lock.unlock();
        }
    }

    private static String key(String table, String source) {
        return table + "/" + source.toLowerCase(Locale.ROOT);
    }
}
