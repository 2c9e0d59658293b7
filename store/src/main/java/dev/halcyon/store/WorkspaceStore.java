package dev.halcyon.store;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.Storage;
import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.store.extent.ExtentKeeper;
import dev.halcyon.store.extent.OpenExtents;
import dev.halcyon.store.table.BuiltInTables;
import dev.halcyon.store.table.CatalogSnapshot;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.Retention;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TableException;
import dev.halcyon.store.table.TableException.Reason;
import dev.halcyon.store.table.TableKind;
import dev.halcyon.store.table.TableNames;
import dev.halcyon.store.table.TablePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of one workspace over the storage of an engine. Thread-safe.
 *
 * <p>Custom tables exist on disk from their definition on; built-in ones from their first row on, but the catalogue
 * shows all of them always. Definitions change one at a time; appends run beside each other as the storage allows.
 */
public final class WorkspaceStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceStore.class);

    private static final long RECLAIM_SECONDS = 60;
    private static final String WORKSPACE_COLLECTION = "workspace";
    private static final String CUSTOMER_ID_KEY = "customerId";
    private static final String CREATED_AT_KEY = "createdAt";
    private static final String RETENTION_KEY = "defaultRetentionDays";

    private final Storage storage;
    private final WorkspaceIdentity identity;
    private final RowStamp stamp;
    private final OpenExtents openExtents;
    private final RepeatedRequests repeated;
    private final AppendQueue appends;
    private final ExtentKeeper keeper;
    private final RetentionHolds holds;
    private final WorkspaceClock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("store").factory());
    private final ReentrantLock definitionLock = new ReentrantLock();
    private final Map<String, TableSchema> stored = new ConcurrentHashMap<>();
    private final List<AppendObserver> observers = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<String, StorageTransaction>> residents = new CopyOnWriteArrayList<>();
    private final ReceptionTimes receptions = new ReceptionTimes();
    private volatile CatalogSnapshot catalog;
    private int defaultDays;

    private WorkspaceStore(
            Storage storage,
            StoreOptions options,
            WorkspaceClock clock,
            RepeatedRequests repeated,
            RetentionHolds holds,
            WorkspaceIdentity identity,
            CatalogSnapshot catalog,
            int defaultDays,
            List<TableSchema> stored) {
        this.storage = storage;
        this.identity = identity;
        this.stamp = new RowStamp(identity);
        this.openExtents = new OpenExtents(storage, options.extents());
        this.repeated = repeated;
        this.clock = clock;
        this.appends = new AppendQueue(storage, openExtents, repeated, options.appends(), clock);
        this.catalog = catalog;
        this.defaultDays = defaultDays;
        stored.forEach(table -> this.stored.put(table.name(), table));
        this.holds = holds;
        this.keeper = new ExtentKeeper(
                storage, this::catalog, this.stored::keySet, openExtents, options.extents(), clock, holds::effective);
    }

    /** Opens a workspace with the standard options and the machine's clock. */
    public static WorkspaceStore open(Storage storage) {
        return open(storage, StoreOptions.STANDARD, WorkspaceClock.real());
    }

    /** Opens a workspace, making its identity on the first time; logs what it found. */
    public static WorkspaceStore open(Storage storage, StoreOptions options, WorkspaceClock clock) {
        return storage.transact(transaction -> {
            CatalogSnapshot catalog = CatalogSnapshot.builtIn();
            Map<String, String> documents = transaction.documents(TableDocuments.COLLECTION);
            for (String document : documents.values()) {
                catalog = catalog.with(TableDocuments.read(document));
            }
            int days = Integer.parseInt(kept(transaction, RETENTION_KEY, Retention.STANDARD.interactiveDays()));
            catalog = catalog.withDefaultRetention(days);
            WorkspaceIdentity identity = identity(transaction, clock.now());
            List<TableSchema> stored = completed(transaction, catalog);
            RepeatedRequests repeated = new RepeatedRequests(options.appends().repeatWindow());
            repeated.load(transaction);
            RetentionHolds holds = new RetentionHolds(clock);
            holds.load(transaction);
            LOG.atInfo()
                    .addKeyValue("workspace", identity.customerId())
                    .addKeyValue("customTables", documents.size())
                    .addKeyValue("storedTables", stored.size())
                    .addKeyValue("builtInTables", BuiltInTables.all().size())
                    .log("Workspace opened");
            return new WorkspaceStore(storage, options, clock, repeated, holds, identity, catalog, days, stored);
        });
    }

    /** Seals, merges and forgets in the background from now on, looking for work so often. */
    public void startKeeping(Duration interval) {
        ScheduledFuture<?> reclaiming = timer.scheduleWithFixedDelay(
                new RecurringTask("reclaim", keeper::reclaim), RECLAIM_SECONDS, RECLAIM_SECONDS, TimeUnit.SECONDS);
        LOG.trace("Free space is given back in {} s", reclaiming.getDelay(TimeUnit.SECONDS));
        ScheduledFuture<?> passes = timer.scheduleWithFixedDelay(
                new RecurringTask("keep", this::keep), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        LOG.trace("Keeping starts in {} ms", passes.getDelay(TimeUnit.MILLISECONDS));
    }

    /** Seals, merges and forgets what there is now. */
    public void keep() {
        keeper.pass();
        try {
            repeated.forget(storage, clock.now());
        } catch (EngineException e) {
            LOG.warn("Old requests are forgotten later", e);
        }
    }

    /**
     * Tells when tables that keep their rows for thirty days or less lose older ones at once; usually they stay on disk for
     * thirty days after their retention was shortened.
     */
    public void purgeAtOnce(BooleanSupplier condition) {
        holds.purgeAtOnce(condition);
    }

    /** What happens to the tables' extents. */
    public ExtentKeeper extents() {
        return keeper;
    }

    /** Ends the work in the background; the storage stays open. */
    @Override
    public void close() {
        timer.shutdown();
        keeper.close();
    }

    private static WorkspaceIdentity identity(StorageTransaction transaction, Instant now) {
        return new WorkspaceIdentity(
                UUID.fromString(kept(transaction, CUSTOMER_ID_KEY, UUID.randomUUID())),
                Instant.parse(kept(transaction, CREATED_AT_KEY, now)));
    }

    /** What was written under a key, which is written now when it is not there. */
    private static String kept(StorageTransaction transaction, String key, Object first) {
        Optional<String> found = transaction.document(WORKSPACE_COLLECTION, key);
        if (found.isPresent()) {
            String quoted = found.get();
            return quoted.substring(1, quoted.length() - 1);
        }
        transaction.putDocument(WORKSPACE_COLLECTION, key, "\"" + first + "\"");
        return first.toString();
    }

    /** Stored tables get the columns that a newer release of the product documents. */
    private static List<TableSchema> completed(StorageTransaction transaction, CatalogSnapshot catalog) {
        List<TableSchema> result = new ArrayList<>();
        for (TableSchema found : transaction.tables()) {
            Optional<TableSchema> wanted = catalog.table(found.name());
            if (wanted.isPresent()) {
                addMissing(transaction, found, wanted.get());
                result.add(wanted.get());
            } else {
                LOG.atWarn()
                        .addKeyValue("table", found.name())
                        .log("A stored table has no definition and stays hidden");
            }
        }
        return result;
    }

    private static void addMissing(StorageTransaction transaction, TableSchema found, TableSchema wanted) {
        List<Column> missing = wanted.columns().stream()
                .filter(column -> found.column(column.name()).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            transaction.addColumns(found.name(), missing);
        }
    }

    public WorkspaceClock clock() {
        return clock;
    }

    public WorkspaceIdentity identity() {
        return identity;
    }

    /** The tables as they are now; a request takes one snapshot and keeps it. */
    public CatalogSnapshot catalog() {
        return catalog;
    }

    /**
     * Creates a custom table or changes one: new columns are added, description and retention replaced. Durable when
     * this returns, and queryable at once (I-11).
     *
     * @throws TableException when names are not valid, a column would change its type, or the table is built in and
     *     the change is more than its retention
     */
    public TableDefinition define(TableDefinition wanted) {
        definitionLock.lock();
        try {
            Optional<TableDefinition> existing = catalog.definition(wanted.name());
            if (existing.isPresent() && existing.get().kind() == TableKind.MICROSOFT) {
                throw new TableException(
                        Reason.NOT_CUSTOM,
                        "Table '%s' is built in; its columns cannot be changed.".formatted(wanted.name()));
            }
            TableNames.check(wanted);
            TableDefinition merged =
                    existing.map(old -> merge(old, wanted)).orElse(wanted).withDefaultRetention(defaultDays);
            TableNames.check(merged);
            TableNames.checkTotal(merged, customColumnsBeside(merged.name()));
            TableSchema schema = merged.schema();
            Runnable held = storage.transact(transaction -> {
                transaction.putDocument(TableDocuments.COLLECTION, merged.name(), TableDocuments.write(merged));
                if (existing.isPresent()) {
                    addMissing(transaction, existing.get().schema(), schema);
                } else {
                    create(transaction, schema);
                }
                return existing.map(
                                old -> holds.change(merged.name(), old.retention(), merged.retention(), transaction))
                        .orElse(() -> {});
            });
            stored.put(schema.name(), schema);
            catalog = catalog.with(merged);
            held.run();
            return merged;
        } finally {
            definitionLock.unlock();
        }
    }

    /** What lies there under the name is left from a table that was deleted, and nobody can see it. */
    private static void create(StorageTransaction transaction, TableSchema schema) {
        if (transaction.tables().stream().anyMatch(found -> found.name().equals(schema.name()))) {
            transaction.dropTable(schema.name());
        }
        transaction.createTable(schema);
    }

    /**
     * Gives a custom table the columns that it lacks, and makes it when there is none. Everything else that its owner set
     * stays: plan, retention, descriptions. Durable when this returns.
     *
     * @throws TableException as {@link #define} does
     */
    public TableDefinition complete(String name, List<DeclaredColumn> columns) {
        definitionLock.lock();
        try {
            return define(catalog.definition(name)
                    .map(old -> old.withColumns(columns.stream()
                            .map(column -> old.column(column.name())
                                    .filter(kept -> kept.type() == column.type())
                                    .orElse(column))
                            .toList()))
                    .orElseGet(() -> TableDefinition.custom(name, "", columns)));
        } finally {
            definitionLock.unlock();
        }
    }

    private int customColumnsBeside(String name) {
        return catalog.definitions().stream()
                .filter(table ->
                        table.kind() == TableKind.CUSTOM && !table.name().equals(name))
                .mapToInt(table -> table.columns().size())
                .sum();
    }

    private static TableDefinition merge(TableDefinition old, TableDefinition wanted) {
        Map<String, DeclaredColumn> replacements = new HashMap<>();
        wanted.columns().forEach(column -> replacements.put(column.name(), column));
        List<DeclaredColumn> columns = new ArrayList<>();
        for (DeclaredColumn column : old.columns()) {
            DeclaredColumn replacement = replacements.remove(column.name());
            if (replacement != null && replacement.type() != column.type()) {
                throw new TableException(
                        Reason.TYPE_CHANGE,
                        ("Column '%s' of table '%s' is %s and cannot become %s: add a column under another name, "
                                        + "or delete the table and create it again.")
                                .formatted(column.name(), old.name(), column.type(), replacement.type()));
            }
            columns.add(replacement == null ? column : replacement);
        }
        wanted.columns().stream()
                .filter(column -> replacements.containsKey(column.name()))
                .forEach(columns::add);
        return TableDefinition.custom(old.name(), wanted.description(), columns)
                .withRetention(wanted.retention())
                .withPlan(wanted.plan());
    }

    /**
     * Sets how long a table, also a built-in one, keeps its rows, and for what.
     *
     * @throws TableException when there is no such table
     */
    public TableDefinition keep(String name, Retention retention, TablePlan plan) {
        definitionLock.lock();
        try {
            TableDefinition old = catalog.definition(name).orElseThrow(() -> missing(name));
            TableDefinition changed = old.withRetention(retention).withPlan(plan);
            Runnable held = storage.transact(transaction -> {
                transaction.putDocument(TableDocuments.COLLECTION, name, TableDocuments.write(changed));
                return holds.change(name, old.retention(), retention, transaction);
            });
            catalog = catalog.with(changed);
            held.run();
            return changed;
        } finally {
            definitionLock.unlock();
        }
    }

    /**
     * Sets how long the tables keep their rows that have no retention of their own.
     *
     * @param days queryable, 4 to 730
     */
    public void keepByDefault(int days) {
        definitionLock.lock();
        try {
            if (days == defaultDays) {
                return;
            }
            CatalogSnapshot changed = catalog.withDefaultRetention(days);
            List<Runnable> held = storage.transact(transaction -> {
                transaction.putDocument(WORKSPACE_COLLECTION, RETENTION_KEY, "\"" + days + "\"");
                List<Runnable> notes = new ArrayList<>();
                for (String table : stored.keySet()) {
                    Retention old = catalog.definition(table).orElseThrow().retention();
                    Retention wanted = changed.definition(table).orElseThrow().retention();
                    if (!wanted.equals(old)) {
                        notes.add(holds.change(table, old, wanted, transaction));
                    }
                }
                return notes;
            });
            defaultDays = days;
            catalog = changed;
            held.forEach(Runnable::run);
        } finally {
            definitionLock.unlock();
        }
    }

    /**
     * Deletes a custom table and its rows.
     *
     * @return false when there is no such table
     * @throws TableException when the table is built in
     */
    public boolean delete(String name) {
        definitionLock.lock();
        try {
            Optional<TableDefinition> existing = catalog.definition(name);
            if (existing.isEmpty()) {
                return false;
            }
            if (existing.get().kind() == TableKind.MICROSOFT) {
                throw new TableException(
                        Reason.NOT_CUSTOM, "Table '%s' is built in and cannot be deleted.".formatted(name));
            }
            Runnable released = storage.transact(transaction -> {
                transaction.deleteDocument(TableDocuments.COLLECTION, name);
                transaction.dropTable(name);
                residents.forEach(resident -> resident.accept(name, transaction));
                return holds.release(name, transaction);
            });
            stored.remove(name);
            openExtents.closed(name);
            catalog = catalog.without(name);
            released.run();
            return true;
        } finally {
            definitionLock.unlock();
        }
    }

    /** Lets somebody forget what they know of a table in the transaction that deletes it. */
    public void whenDeleted(BiConsumer<String, StorageTransaction> resident) {
        residents.add(resident);
    }

    /**
     * Appends rows to a table and stamps them with the standard columns. Durable when this returns; when it throws,
     * nothing was stored.
     *
     * @param rows columns are matched by name; what the table lacks must not be there
     * @return the number of rows
     * @throws TableException when there is no such table
     */
    public long append(String table, RowBlock rows, Reception reception) {
        return append(List.of(new TableRows(table, rows)), reception);
    }

    /** Appends to several tables in one transaction; see {@link #append(String, RowBlock, Reception)}. */
    public long append(List<TableRows> parts, Reception reception) {
        return append(parts, reception, transaction -> {});
    }

    /**
     * Appends rows and does other work in one transaction: either both is done afterwards or neither. Nothing is done for
     * rows that an observer does not admit.
     *
     * @return the number of rows
     * @throws TableException when there is no such table, or it changed on the way
     */
    public long append(TableRows rows, Reception reception, Consumer<StorageTransaction> work) {
        return append(List.of(rows), reception, work);
    }

    private long append(List<TableRows> parts, Reception reception, Consumer<StorageTransaction> work) {
        CatalogSnapshot snapshot = catalog;
        long ticks = receptions.begin(reception.receivedTicks());
        try {
            List<TableRows> stamped = stamped(parts, snapshot, reception.withReceived(ticks));
            return stamped.isEmpty()
                    ? 0
                    : appends.append(
                            stamped, reception.request(), work, () -> stamped.forEach(part -> tell(part, ticks)));
        } catch (IllegalArgumentException e) {
            parts.forEach(part -> requireUnchanged(part.table(), snapshot, e));
            throw e;
        } finally {
            receptions.end(ticks);
        }
    }

    /** Tells what a storage that does not know a table means: somebody deleted it after the rows were fitted to it. */
    @SuppressWarnings(
            "ReferenceEquality") // A table that was made anew is another, however much it is like the old one.
    private void requireUnchanged(String table, CatalogSnapshot snapshot, IllegalArgumentException failure) {
        definitionLock.lock();
        try {
            TableDefinition before = snapshot.definition(table).orElseThrow();
            if (catalog.definition(table).filter(now -> now == before).isEmpty()) {
                TableException changed = new TableException(
                        Reason.NOT_FOUND,
                        "Table '%s' was deleted or changed while rows were on their way; nothing of them was stored."
                                .formatted(table));
                changed.initCause(failure);
                throw changed;
            }
        } finally {
            definitionLock.unlock();
        }
    }

    private static TableException missing(String table) {
        return new TableException(Reason.NOT_FOUND, "There is no table '%s': create it first.".formatted(table));
    }

    private List<TableRows> stamped(List<TableRows> parts, CatalogSnapshot snapshot, Reception reception) {
        List<TableRows> stamped = new ArrayList<>();
        for (TableRows part : parts) {
            if (snapshot.table(part.table()).isEmpty()) {
                throw missing(part.table());
            }
            makeStored(part.table());
            if (part.rows().rowCount() > 0 && admitted(part)) {
                stamped.add(new TableRows(part.table(), stamp.stamp(part.table(), part.rows(), reception)));
            }
        }
        return stamped;
    }

    /**
     * From now on rows are stamped with an instant or a later one, those that arrived earlier too.
     *
     * @return true when no rows with an earlier stamp are under way, so that all of them are stored
     */
    public boolean receiveFrom(long ticks) {
        return receptions.closeBefore(ticks);
    }

    /**
     * Appends the workspace's own rows, such as those of {@code Usage}, in one transaction with other work; no observer
     * refuses them. Durable when this returns; when it throws, nothing was done.
     */
    public void record(List<TableRows> parts, Reception reception, Consumer<StorageTransaction> work) {
        long ticks = receptions.begin(reception.receivedTicks());
        try {
            List<TableRows> stamped = new ArrayList<>();
            for (TableRows part : parts) {
                makeStored(part.table());
                stamped.add(new TableRows(
                        part.table(), stamp.stamp(part.table(), part.rows(), reception.withReceived(ticks))));
            }
            storage.transact(transaction -> {
                stamped.forEach(part -> transaction.append(part.table(), part.rows()));
                work.accept(transaction);
                return true;
            });
            stamped.forEach(
                    part -> openExtents.grown(part.table(), part.rows().rowCount(), RowStamp.billedBytes(part.rows())));
            stamped.forEach(part -> tell(part, ticks));
        } finally {
            receptions.end(ticks);
        }
    }

    /** Asks and tells somebody of appends from now on. */
    public void observe(AppendObserver observer) {
        observers.add(observer);
    }

    /** False for the tables whose rows Azure Monitor does not bill. */
    public static boolean isBillable(String table) {
        return !RowStamp.isFree(table);
    }

    private boolean admitted(TableRows part) {
        return observers.stream()
                .allMatch(observer -> observer.admits(part.table(), part.rows().rowCount()));
    }

    private void tell(TableRows stamped, long receivedTicks) {
        if (observers.isEmpty()) {
            return;
        }
        double bytes = RowStamp.billedBytes(stamped.rows());
        for (AppendObserver observer : observers) {
            try {
                observer.appended(stamped.table(), stamped.rows().rowCount(), bytes, receivedTicks);
            } catch (RuntimeException e) {
                // The rows are stored; whoever sent them must not send them again.
                LOG.warn("Somebody who is told of appends failed", e);
            }
        }
    }

    /** True when the table exists on disk, false when it is only known. */
    public boolean isStored(String table) {
        return stored.containsKey(table);
    }

    private void makeStored(String name) {
        if (stored.containsKey(name)) {
            return;
        }
        definitionLock.lock();
        try {
            if (!stored.containsKey(name)) {
                // Looked up again: the table may have been deleted since the rows were fitted to it.
                TableSchema schema = catalog.table(name).orElseThrow(() -> missing(name));
                storage.transact(transaction -> {
                    transaction.createTable(schema);
                    return schema;
                });
                stored.put(name, schema);
            }
        } finally {
            definitionLock.unlock();
        }
    }

    /** The storage, for the documents of the workspace's other residents. */
    public Storage storage() {
        return storage;
    }
}
