package dev.halcyon.store.extent;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.engine.storage.Extent.TickRange;
import dev.halcyon.engine.storage.ExtentPlace;
import dev.halcyon.engine.storage.ExtentRewrite;
import dev.halcyon.engine.storage.Storage;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.table.CatalogSnapshot;
import dev.halcyon.store.table.Retention;
import dev.halcyon.store.table.StandardColumns;
import dev.halcyon.store.table.TableDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the extents of all tables in shape, step by step. */
public final class ExtentKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExtentKeeper.class);

    /** Extents of one table change under a removal when the table is deleted. */
    private static final int MOST_CONFLICTS = 10;

    private final Storage storage;
    private final Supplier<CatalogSnapshot> catalog;
    private final Supplier<Set<String>> storedTables;
    private final OpenExtents open;
    private final ExtentOptions options;
    private final ExtentPolicy policy;
    private final WorkspaceClock clock;
    private final Function<TableDefinition, Retention> retention;
    private final ReentrantLock working = new ReentrantLock();
    private final SpaceKeeper space;
    private final AtomicBoolean closing = new AtomicBoolean();

    /**
     * A keeper.
     *
     * @param storedTables the names of the tables that have rows
     * @param retention how long the rows of a table stay now
     */
    public ExtentKeeper(
            Storage storage,
            Supplier<CatalogSnapshot> catalog,
            Supplier<Set<String>> storedTables,
            OpenExtents open,
            ExtentOptions options,
            WorkspaceClock clock,
            Function<TableDefinition, Retention> retention) {
        this.storage = storage;
        this.catalog = catalog;
        this.storedTables = storedTables;
        this.open = open;
        this.options = options;
        this.policy = new ExtentPolicy(options);
        this.clock = clock;
        this.retention = retention;
        this.space = new SpaceKeeper(storage, options, this::moved);
    }

    /** Does everything there is to do at this moment. */
    public void pass() {
        for (String table : storedTables.get()) {
            try {
                while (!closing.get() && step(table)) {
                    LOG.trace("One more step for table {}", table);
                }
            } catch (RuntimeException | OutOfMemoryError e) {
                // The next pass tries again; one table's trouble, or its size, is not the others'.
                LOG.atWarn().addKeyValue("table", table).setCause(e).log("The extents of a table stay as they are");
            }
        }
    }

    /** Gives free space back, as far as that is worthwhile; seldom, as it makes appends wait for a moment. */
    public void reclaim() {
        try {
            while (!closing.get() && space.step()) {
                LOG.trace("One more extent was moved");
            }
        } catch (EngineException e) {
            LOG.warn("Free space stays in the file", e);
        }
    }

    private boolean moved(ExtentPlace place) {
        working.lock();
        try {
            return catalog.get()
                    .definition(place.table())
                    .filter(table -> seal(place.table(), table.schema(), List.of(place.extent())))
                    .isPresent();
        } finally {
            working.unlock();
        }
    }

    /** Closes a table's open extent now, whatever its size. */
    public void closeExtent(String table) {
        storage.transact(change -> {
            change.closeExtent(table);
            return table;
        });
        open.closed(table);
    }

    /** The moment after which no row that a table has now arrives: what it takes from then on goes to another extent. */
    public StoredMoment moment(String table) {
        if (storedTables.get().contains(table)) {
            closeExtent(table);
        }
        long lastExtent = -1;
        // A clock that was set back tells less than the rows do.
        long ticks = clock.nowTicks();
        for (Extent extent : storage.extents(table)) {
            if (extent.state() == State.OPEN) {
                // It takes what comes. What older rows were sealed into meanwhile may have a greater id.
                lastExtent = extent.id() - 1;
            } else {
                ticks = Math.max(ticks, extent.arrivals().map(TickRange::last).orElse(ticks));
            }
        }
        return new StoredMoment(lastExtent, ticks);
    }

    /**
     * Removes rows for good, extent by extent; each one either keeps all its rows or has lost those that were to go.
     *
     * @throws EngineException of kind CANCELLED when the keeper is closed before it is done
     */
    public void remove(Removal removal) {
        Set<Long> done = new HashSet<>();
        int conflicts = 0;
        boolean more = true;
        while (more) {
            if (closing.get()) {
                throw new EngineException(Kind.CANCELLED, "The store is closing");
            }
            try {
                more = removeFromNext(removal, done);
            } catch (EngineException e) {
                conflicts++;
                if (e.kind() != Kind.STORAGE_CONFLICT || conflicts > MOST_CONFLICTS) {
                    throw e;
                }
                LOG.debug("Extents of {} have changed; it is looked again", removal.table(), e);
            }
        }
    }

    /** One extent at a time, so that sealing and other tables get their turn. */
    private boolean removeFromNext(Removal removal, Set<Long> done) {
        working.lock();
        try {
            String table = removal.table();
            Optional<TableDefinition> definition = catalog.get().definition(table);
            List<Extent> extents = storage.extents(table);
            Optional<Extent> next = extents.stream()
                    .filter(extent -> !done.contains(extent.id()))
                    .filter(removal.moment()::mayBeIn)
                    .findFirst();
            if (definition.isEmpty() || next.isEmpty()) {
                return false;
            }
            OptionalLong arrivedBy = removal.moment().isIn(next.get())
                    ? OptionalLong.empty()
                    : OptionalLong.of(removal.moment().ticks());
            long left = storage.rewrite(new ExtentRewrite(
                    table,
                    List.of(next.get().id()),
                    options.layout(definition.get().schema()),
                    Optional.of(schema -> removal.kept(schema, arrivedBy)),
                    removal::record));
            removal.removed(next.get().rows() - left);
            done.add(next.get().id());
            // What it has become: nobody else makes sealed extents meanwhile.
            Set<Long> known = extents.stream().map(Extent::id).collect(Collectors.toSet());
            storage.extents(table).stream()
                    .filter(extent -> extent.state() == State.SEALED && !known.contains(extent.id()))
                    .forEach(extent -> done.add(extent.id()));
            return true;
        } finally {
            working.unlock();
        }
    }

    /**
     * Does at most one step for a table.
     *
     * @return false when there was nothing to do
     */
    public boolean step(String table) {
        working.lock();
        try {
            Optional<TableDefinition> definition = catalog.get().definition(table);
            if (definition.isEmpty()) {
                return false;
            }
            if (open.isOld(table, clock.now())) {
                closeExtent(table);
            }
            Optional<ExtentStep> step =
                    policy.next(measured(table), retention.apply(definition.get()), clock.nowTicks());
            return step.isPresent() && take(table, definition.get().schema(), step.get());
        } finally {
            working.unlock();
        }
    }

    /** The extents of a table; the storage knows the size of sealed ones alone. */
    private List<Extent> measured(String table) {
        return storage.extents(table).stream()
                .map(extent -> extent.state() == State.CLOSED
                        ? extent.withBytes((long) storage.total(table, extent.id(), StandardColumns.BILLED_SIZE.name()))
                        : extent)
                .toList();
    }

    private boolean take(String table, TableSchema schema, ExtentStep step) {
        switch (step) {
            case ExtentStep.Seal seal -> {
                return seal(table, schema, seal.extents());
            }
            case ExtentStep.Archive archive ->
                storage.transact(change -> {
                    change.archiveExtents(table, Set.copyOf(archive.extents()));
                    return table;
                });
            case ExtentStep.Revive revive -> {
                storage.transact(change -> {
                    change.reviveExtents(table, Set.copyOf(revive.extents()));
                    return table;
                });
                LOG.atInfo()
                        .addKeyValue("table", table)
                        .addKeyValue("step", step)
                        .log("Retention is longer for extents");
                return true;
            }
            case ExtentStep.Drop drop ->
                storage.transact(change -> {
                    change.dropExtents(table, Set.copyOf(drop.extents()));
                    return table;
                });
        }
        LOG.atInfo().addKeyValue("table", table).addKeyValue("step", step).log("Retention has ended for extents");
        return true;
    }

    private boolean seal(String table, TableSchema schema, List<Long> extents) {
        long start = System.nanoTime();
        try {
            long rows = storage.rewrite(new ExtentRewrite(table, extents, options.layout(schema)));
            LOG.atInfo()
                    .addKeyValue("table", table)
                    .addKeyValue("extents", extents.size())
                    .addKeyValue("rows", rows)
                    .addKeyValue("milliseconds", (System.nanoTime() - start) / 1_000_000)
                    .log("Extents sealed");
            return true;
        } catch (EngineException e) {
            if (e.kind() != Kind.STORAGE_CONFLICT) {
                throw e;
            }
            LOG.debug("Extents of {} have changed; the next pass looks again", table, e);
            return false;
        }
    }

    /** Stops; a step that runs is finished first. */
    @Override
    public void close() {
        closing.set(true);
        working.lock();
        try {
            LOG.trace("No step runs any more");
        } finally {
            working.unlock();
        }
    }
}
