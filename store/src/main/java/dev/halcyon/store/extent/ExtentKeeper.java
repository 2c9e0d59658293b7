package dev.halcyon.store.extent;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.engine.storage.ExtentPlace;
import dev.halcyon.engine.storage.ExtentRewrite;
import dev.halcyon.engine.storage.Storage;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.table.CatalogSnapshot;
import dev.halcyon.store.table.Retention;
import dev.halcyon.store.table.TableDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the extents of all tables in shape, step by step. */
public final class ExtentKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExtentKeeper.class);

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
            } catch (RuntimeException e) {
                // The next pass tries again; one table's trouble is not the others'.
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

    /**
     * Removes rows that are stored now for good, extent by extent; each one either keeps all its rows or has lost those that
     * were to go. Rows that arrive meanwhile stay.
     *
     * @param kept from the table's schema to the rows that stay, see {@link ExtentRewrite#kept}
     * @return how many rows were removed
     */
    public long remove(String table, Function<TableSchema, Relation> kept) {
        working.lock();
        try {
            Optional<TableDefinition> definition = catalog.get().definition(table);
            if (definition.isEmpty()) {
                return 0;
            }
            closeExtent(table);
            TableSchema schema = definition.get().schema();
            long removed = 0;
            for (Extent extent : storage.extents(table)) {
                if (extent.state() != State.OPEN) {
                    long left = storage.rewrite(new ExtentRewrite(
                            table, List.of(extent.id()), options.layout(schema), Optional.of(kept.apply(schema))));
                    removed += extent.rows() - left;
                }
            }
            return removed;
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
                    policy.next(storage.extents(table), retention.apply(definition.get()), clock.nowTicks());
            return step.isPresent() && take(table, definition.get().schema(), step.get());
        } finally {
            working.unlock();
        }
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
            long rows = storage.rewrite(new ExtentRewrite(table, extents, options.layout(schema), Optional.empty()));
            LOG.atInfo()
                    .addKeyValue("table", table)
                    .addKeyValue("extents", extents.size())
                    .addKeyValue("rows", rows)
                    .addKeyValue("milliseconds", (System.nanoTime() - start) / 1_000_000)
                    .log("Extents sealed");
            return true;
        } catch (EngineException e) {
            if (e.kind() != EngineException.Kind.STORAGE_CONFLICT) {
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
