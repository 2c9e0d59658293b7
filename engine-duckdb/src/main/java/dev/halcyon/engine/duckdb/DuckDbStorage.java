package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.sql.SqlWriter;
import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.engine.storage.ExtentPlace;
import dev.halcyon.engine.storage.ExtentRewrite;
import dev.halcyon.engine.storage.Space;
import dev.halcyon.engine.storage.Storage;
import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.kql.plan.Relation;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One writer at a time on one connection; readers go on meanwhile and see the state before. */
final class DuckDbStorage implements Storage {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbStorage.class);

    /** Token filters may take so great a part of the heap. */
    private static final int FILTER_SHARE = 8;

    /** After a merge of the log that failed: on a full disk the next one fails too. */
    private static final long MERGE_PAUSE_NANOS = 10_000_000_000L;

    private static final int COPIES_BESIDE_COMMITS = 2;

    private static final long REOPENING_PAUSE_NANOS = 1_000_000_000L;

    private final DuckDBConnection writer;
    private final TokenFilters filters;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock rewriting = new ReentrantLock(true);
    private final Checkpoints checkpoints;
    private final ExecutorService merging;
    private final AtomicBoolean mergeWaits = new AtomicBoolean();
    private volatile long noMergeBefore = System.nanoTime();
    private final Optional<Reopening> reopening;
    private volatile boolean invalid;
    private volatile long noReopeningBefore = System.nanoTime();
    private boolean closed;
    private final AtomicLong lastExtent;
    private volatile TableCatalog catalog;

    /** A storage over an open database; makes connections of its own. */
    DuckDbStorage(DuckDBConnection database, Checkpoints checkpoints, Optional<Reopening> reopening)
            throws SQLException {
        this.writer = database.duplicate();
        this.checkpoints = checkpoints;
        this.reopening = reopening;
        this.merging = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("checkpoints").factory());
        this.filters =
                new TokenFilters(database.duplicate(), Runtime.getRuntime().maxMemory() / FILTER_SHARE);
        TableCatalog.prepare(writer);
        this.catalog = TableCatalog.read(writer);
        this.lastExtent = new AtomicLong(catalog.lastExtent());
        StaleViews.refresh(catalog, writer);
    }

    TableCatalog catalog() {
        return catalog;
    }

    /**
     * The catalogue once no commit is under way: the database shows a commit to queries a moment before the catalogue
     * tells of it.
     */
    TableCatalog settledCatalog() {
        lock.lock();
        try {
            return catalog;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The catalogue as it is after an error that stored rows have moved, or that the database had to be opened again;
     * another object than before when it makes sense to try again.
     */
    TableCatalog catalogAfter(EngineException error) {
        return switch (error.kind()) {
            case STORAGE_CONFLICT, STORAGE_UNAVAILABLE -> {
                reopenWhenInvalid();
                yield settledCatalog();
            }
            case QUERY, TIMEOUT, CANCELLED, RUNAWAY, STORAGE_FULL, INTERNAL -> throw error;
        };
    }

    /** The tables of a catalogue for the lowering of queries. */
    DuckDbTables tables(TableCatalog known) {
        return new DuckDbTables(known, filters);
    }

    @Override
    public List<Extent> extents(String table) {
        return catalog.find(table)
                .map(stored ->
                        stored.extents().stream().map(StoredExtent::described).toList())
                .orElse(List.of());
    }

    @Override
    public <T> T transact(Function<StorageTransaction, T> work) {
        reopenWhenInvalid();
        lock.lock();
        try {
            run("BEGIN TRANSACTION");
            boolean committed = false;
            try {
                DuckDbTransaction transaction = new DuckDbTransaction(writer, catalog, lastExtent::incrementAndGet);
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
            mergeWhenDue();
        }
    }

    /** Lets a thread of its own merge a log that has grown long: whoever made it so does not wait for that. */
    private void mergeWhenDue() {
        if (checkpoints.isDue() && System.nanoTime() - noMergeBefore >= 0 && mergeWaits.compareAndSet(false, true)) {
            try {
                merging.execute(this::mergeLongLog);
            } catch (RejectedExecutionException e) {
                LOG.debug("The engine is closing", e);
            }
        }
    }

    private void mergeLongLog() {
        mergeWaits.set(false);
        rewriting.lock();
        lock.lock();
        try {
            if (!closed && checkpoints.isDue()) {
                merge("it is tried again soon");
            }
        } finally {
            lock.unlock();
            rewriting.unlock();
        }
    }

    @Override
    public Space space() {
        try (DuckDBConnection connection = writer.duplicate();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT block_size * total_blocks, block_size * used_blocks"
                        + " FROM pragma_database_size() WHERE database_name = 'workspace'")) {
            rows.next();
            return new Space(rows.getLong(1), rows.getLong(2));
        } catch (SQLException e) {
            throw ErrorTranslation.translate(e);
        }
    }

    @Override
    public Optional<ExtentPlace> lastExtent() {
        Optional<ExtentPlace> last = Optional.empty();
        try (DuckDBConnection connection = writer.duplicate()) {
            for (StoredTable table : catalog.all()) {
                for (StoredExtent extent : table.extents()) {
                    if (extent.state() == State.SEALED) {
                        Optional<ExtentPlace> place =
                                FilePlaces.of(table.schema().name(), extent, connection);
                        if (place.isPresent()
                                && place.get().end()
                                        > last.map(ExtentPlace::end).orElse(-1L)) {
                            last = place;
                        }
                    }
                }
            }
            return last;
        } catch (SQLException e) {
            throw ErrorTranslation.translate(e);
        }
    }

    @Override
    public void releaseSpace() {
        rewriting.lock();
        lock.lock();
        try (Statement statement = writer.createStatement()) {
            // The first frees the blocks of what was dropped, but writes its own lists behind them; the second moves
            // these into the free room, the third cuts the end off. One without a change before it would do nothing.
            checkpoints.run(statement);
            InternalTables.rewrite(statement);
            checkpoints.run(statement);
            InternalTables.change(statement);
            checkpoints.run(statement);
        } catch (SQLException | IOException e) {
            failed(e, "it is tried again later");
        } finally {
            lock.unlock();
            rewriting.unlock();
        }
    }

    @Override
    public long openRows(String table) {
        return transact(transaction -> ((DuckDbTransaction) transaction).openRows(table));
    }

    @Override
    public double total(String table, long extent, String column) {
        Optional<StoredTable> stored = catalog.find(table);
        Optional<StoredExtent> found = stored.stream()
                .flatMap(each -> each.extents().stream())
                .filter(each -> each.id() == extent)
                .findFirst();
        String physical = stored.map(each -> each.columnNames().get(column)).orElse(null);
        if (found.isEmpty()
                || physical == null
                || stored.orElseThrow().lacking(found.get()).contains(physical)) {
            return 0;
        }
        try (DuckDBConnection connection = writer.duplicate();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT coalesce(sum(%s), 0) FROM %s"
                        .formatted(SqlWriter.quote(physical), found.get().sqlName()))) {
            rows.next();
            return rows.getDouble(1);
        } catch (SQLException e) {
            EngineException translated = ErrorTranslation.translate(e);
            if (translated.kind() == Kind.STORAGE_CONFLICT) {
                return 0;
            }
            throw translated;
        }
    }

    @Override
    public long rewrite(ExtentRewrite rewrite) {
        rewriting.lock();
        try (DuckDBConnection connection = writer.duplicate()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                long rows = rewrite(rewrite, connection);
                committed = true;
                return rows;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw ErrorTranslation.translate(e);
        } finally {
            rewriting.unlock();
        }
    }

    /** The long part, reading and writing rows, holds no lock that appends wait for; the exchange at its end does. */
    private long rewrite(ExtentRewrite rewrite, DuckDBConnection connection) throws SQLException {
        Set<Long> ids = Set.copyOf(rewrite.extents());
        StoredTable table = sources(rewrite.table(), ids);
        List<StoredExtent> sources = table.extents().stream()
                .filter(extent -> ids.contains(extent.id()))
                .toList();
        ExtentWriter extentWriter = new ExtentWriter(connection, table, rewrite.layout(), lastExtent.incrementAndGet());
        long before = sources.stream().mapToLong(StoredExtent::rows).sum();
        Optional<Relation> kept = rewrite.kept().map(rows -> rows.apply(table.schema()));
        if (kept.isPresent() && extentWriter.count(kept.get(), sources) == before) {
            return before;
        }
        Optional<StoredExtent> sealed = extentWriter.write(kept, sources);
        long left = sealed.map(StoredExtent::rows).orElse(0L);
        lock.lock();
        try {
            boolean archived = sources(rewrite.table(), ids).extents().stream()
                    .filter(extent -> ids.contains(extent.id()))
                    .allMatch(StoredExtent::archived);
            DuckDbTransaction exchange = new DuckDbTransaction(connection, catalog, lastExtent::incrementAndGet);
            exchange.replaceExtents(rewrite.table(), ids, sealed.map(extent -> extent.withArchived(archived)));
            rewrite.along().accept(exchange, before - left);
            exchange.end();
            connection.commit();
            catalog = exchange.catalog();
        } finally {
            lock.unlock();
        }
        // A view cannot be replaced by a transaction that began before its last replacement.
        try {
            transact(transaction -> {
                ((DuckDbTransaction) transaction).refreshView(rewrite.table());
                return true;
            });
        } catch (EngineException e) {
            // The rows are where they should be; the next start repairs the view.
            LOG.warn("A view for outside readers stays behind its extents", e);
        }
        return left;
    }

    /** The table, when it has all these extents and none of them takes rows. */
    private StoredTable sources(String name, Set<Long> ids) {
        Optional<StoredTable> table = catalog.find(name);
        boolean fit = table.isPresent()
                && table.get().extents().stream()
                                .filter(extent -> ids.contains(extent.id()) && extent.state() != State.OPEN)
                                .count()
                        == ids.size();
        if (!fit) {
            throw new EngineException(
                    Kind.STORAGE_CONFLICT, "The extents of table '%s' have changed meanwhile".formatted(name));
        }
        return table.get();
    }

    /**
     * Copies the files of the database as they are between two commits. Commits go on while the database's file is copied:
     * it does not change between checkpoints, except by a commit of so many rows that the database writes them there at
     * once. What the file system says of the file's last change tells whether there was one; the copy is made again then,
     * and at last with commits held back.
     */
    void backup(DataFolder folder, Path target) throws IOException {
        reopenWhenInvalid();
        // Neither a checkpoint nor a rewrite changes the file from here on.
        rewriting.lock();
        try {
            for (int attempt = 0; attempt < COPIES_BESIDE_COMMITS; attempt++) {
                Optional<FileTime> mark = betweenCommits(folder::markDatabase);
                if (mark.isEmpty()) {
                    break;
                }
                folder.copyDatabase(target);
                boolean whole = betweenCommits(() -> {
                    boolean unchanged = folder.isDatabaseSince(mark.get());
                    if (unchanged) {
                        folder.copyLog(target);
                    }
                    return unchanged;
                });
                if (whole) {
                    return;
                }
            }
            betweenCommits(() -> {
                folder.copyDatabase(target);
                folder.copyLog(target);
                return true;
            });
        } finally {
            rewriting.unlock();
        }
    }

    /** Work on the database's files. */
    private interface FileWork<T> {
        T run() throws IOException;
    }

    private <T> T betweenCommits(FileWork<T> work) throws IOException {
        lock.lock();
        try {
            return work.run();
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

    /** Waits for a running transaction and a running rewrite, then merges the write-ahead log into the data file. */
    void close() throws SQLException {
        merging.shutdown();
        rewriting.lock();
        lock.lock();
        try {
            closed = true;
            if (checkpoints.hasLog() && !invalid) {
                merge("it is read at the next start");
            }
            filters.close();
            writer.close();
        } finally {
            lock.unlock();
            rewriting.unlock();
        }
    }

    private void merge(String otherwise) {
        try (Statement statement = writer.createStatement()) {
            checkpoints.run(statement);
        } catch (SQLException | IOException e) {
            failed(e, otherwise);
        }
    }

    private void failed(Exception reason, String otherwise) {
        noMergeBefore = System.nanoTime() + MERGE_PAUSE_NANOS;
        if (String.valueOf(reason.getMessage()).contains("Cannot CHECKPOINT")) {
            // Queries that still read what was dropped.
            LOG.debug("The log could not be merged; {}", otherwise, reason);
            return;
        }
        LOG.warn("The log could not be merged; {}", otherwise, reason);
        if (ErrorTranslation.isInvalidated(String.valueOf(reason.getMessage()))) {
            invalid = true;
            if (!closed) {
                reopen();
            }
        }
    }

    /**
     * After a checkpoint that failed and a reopening that failed too.
     *
     * @throws EngineException of kind STORAGE_UNAVAILABLE when the database cannot be opened still
     */
    private void reopenWhenInvalid() {
        if (!invalid) {
            return;
        }
        rewriting.lock();
        lock.lock();
        try {
            if (invalid && !closed && System.nanoTime() - noReopeningBefore >= 0) {
                reopen();
            }
            if (invalid) {
                throw new EngineException(Kind.STORAGE_UNAVAILABLE, ErrorTranslation.INVALIDATED);
            }
        } finally {
            lock.unlock();
            rewriting.unlock();
        }
    }

    /** Both locks are held. */
    private void reopen() {
        if (reopening.isEmpty()) {
            return;
        }
        try (Statement statement = writer.createStatement()) {
            reopening.get().run(statement);
            catalog = TableCatalog.read(writer);
            invalid = false;
        } catch (SQLException | EngineException e) {
            noReopeningBefore = System.nanoTime() + REOPENING_PAUSE_NANOS;
            LOG.error("The database could not be opened again; it is tried again with the next request", e);
        }
    }
}
