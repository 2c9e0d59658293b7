package dev.halcyon.workspace.deletion;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.extent.Removal;
import dev.halcyon.store.extent.StoredMoment;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TablePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes deletions and carries them out, one after the other. Thread-safe. */
public final class DataDeletions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataDeletions.class);
    private static final String COLLECTION = "deletions";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What could not be done now is tried again after so long. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** What older releases wrote tells no extents. */
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final WorkspaceStore store;
    private final Map<String, Deletion> deletions = new ConcurrentHashMap<>();
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("deletions").factory());

    private DataDeletions(WorkspaceStore store) {
        this.store = store;
    }

    /** Reads what is on record and goes on with what was not finished. */
    public static DataDeletions open(WorkspaceStore store) {
        DataDeletions service = new DataDeletions(store);
        store.storage()
                .transact(transaction -> transaction.documents(COLLECTION))
                .values()
                .forEach(document -> {
                    Deletion deletion = read(document);
                    service.deletions.put(deletion.id(), deletion);
                });
        service.deletions.values().stream()
                .filter(deletion -> deletion.status() == Deletion.Status.IN_PROGRESS)
                .forEach(deletion -> service.worker.execute(() -> service.carryOut(deletion)));
        return service;
    }

    /**
     * Takes a deletion; it is durable when this returns and carried out soon.
     *
     * @param requestedBy whose key or application asks
     * @throws InvalidDeletionException when the table or a filter does not fit
     */
    public Deletion start(String table, List<DeletionFilter> filters, String requestedBy) {
        TableDefinition definition = store.catalog()
                .definition(table)
                .orElseThrow(() -> new InvalidDeletionException("There is no table '%s'.".formatted(table)));
        if (definition.plan() != TablePlan.ANALYTICS) {
            throw new InvalidDeletionException("Table '%s' has the plan %s: rows are deleted of Analytics tables only."
                    .formatted(table, definition.plan().wireName()));
        }
        DeletionPlan.kept(definition.schema(), filters, OptionalLong.empty());
        Deletion deletion = new Deletion(
                UUID.randomUUID().toString(),
                table,
                filters,
                requestedBy,
                store.extents().moment(table),
                0,
                Deletion.Status.IN_PROGRESS,
                0,
                "");
        put(deletion);
        LOG.atInfo()
                .addKeyValue("id", deletion.id())
                .addKeyValue("table", table)
                .addKeyValue("requestedBy", requestedBy)
                .log("Deletion requested");
        worker.execute(() -> carryOut(deletion));
        return deletion;
    }

    /** A deletion by the id of its operation. */
    public Optional<Deletion> find(String id) {
        return Optional.ofNullable(deletions.get(id));
    }

    /** Every deletion on record. */
    public Collection<Deletion> all() {
        return List.copyOf(deletions.values());
    }

    /** Never fails, or nothing would be carried out any more. */
    private void carryOut(Deletion deletion) {
        try {
            if (current(deletion.id()).requested().lastExtent() == UNKNOWN) {
                put(deletion.at(store.extents().moment(deletion.table())));
            }
            store.extents().remove(new Rows(deletion.id()));
            Deletion done = current(deletion.id()).succeeded(store.clock().nowTicks());
            put(done);
            LOG.atInfo()
                    .addKeyValue("id", done.id())
                    .addKeyValue("table", done.table())
                    .addKeyValue("rows", done.rows())
                    .log("Deletion done");
        } catch (EngineException e) {
            switch (e.kind()) {
                case STORAGE_FULL, STORAGE_UNAVAILABLE, STORAGE_CONFLICT, CANCELLED, TIMEOUT -> later(deletion, e);
                case QUERY, RUNAWAY, INTERNAL -> fail(deletion, e);
            }
        } catch (RuntimeException e) {
            fail(deletion, e);
        } catch (OutOfMemoryError e) {
            later(deletion, e);
        }
    }

    private void later(Deletion deletion, Throwable reason) {
        LOG.atWarn().addKeyValue("id", deletion.id()).setCause(reason).log("A deletion goes on later");
        try {
            ScheduledFuture<?> again =
                    worker.schedule(() -> carryOut(deletion), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("It goes on in {} ms", again.getDelay(TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debug("It goes on after the next start", e);
        }
    }

    private void fail(Deletion deletion, RuntimeException reason) {
        LOG.atError().addKeyValue("id", deletion.id()).setCause(reason).log("A deletion failed");
        try {
            put(current(deletion.id()).failed(store.clock().nowTicks(), String.valueOf(reason.getMessage())));
        } catch (RuntimeException e) {
            later(deletion, e);
        }
    }

    private Deletion current(String id) {
        return Objects.requireNonNull(deletions.get(id), id);
    }

    /** The rows of a deletion; it counts them as they go. */
    private final class Rows implements Removal {

        private final String id;

        Rows(String id) {
            this.id = id;
        }

        @Override
        public String table() {
            return current(id).table();
        }

        @Override
        public StoredMoment moment() {
            return current(id).requested();
        }

        @Override
        public Relation kept(TableSchema table, OptionalLong arrivedBy) {
            return DeletionPlan.kept(table, current(id).filters(), arrivedBy);
        }

        @Override
        public void record(StorageTransaction transaction, long rows) {
            transaction.putDocument(COLLECTION, id, write(current(id).removed(rows)));
        }

        @Override
        public void removed(long rows) {
            deletions.put(id, current(id).removed(rows));
        }
    }

    private void put(Deletion deletion) {
        store.storage().transact(transaction -> {
            transaction.putDocument(COLLECTION, deletion.id(), write(deletion));
            return deletion;
        });
        deletions.put(deletion.id(), deletion);
    }

    private static String write(Deletion deletion) {
        ObjectNode document = JSON.createObjectNode();
        document.put("id", deletion.id());
        document.put("table", deletion.table());
        document.put("requestedBy", deletion.requestedBy());
        document.put("requestedTicks", deletion.requested().ticks());
        document.put("lastExtent", deletion.requested().lastExtent());
        document.put("endedTicks", deletion.endedTicks());
        document.put("status", deletion.status().name());
        document.put("rows", deletion.rows());
        document.put("reason", deletion.reason());
        ArrayNode filters = document.putArray("filters");
        for (DeletionFilter filter : deletion.filters()) {
            ObjectNode item = filters.addObject();
            item.put("column", filter.column());
            item.put("operator", filter.operator());
            ArrayNode values = item.putArray("values");
            filter.values().forEach(values::add);
        }
        return JSON.writeValueAsString(document);
    }

    private static Deletion read(String json) {
        JsonNode document = JSON.readTree(json);
        List<DeletionFilter> filters = new ArrayList<>();
        for (JsonNode filter : document.required("filters")) {
            List<String> values = new ArrayList<>();
            filter.required("values").forEach(value -> values.add(value.asString()));
            filters.add(new DeletionFilter(
                    filter.required("column").asString(),
                    filter.required("operator").asString(),
                    values));
        }
        return new Deletion(
                document.required("id").asString(),
                document.required("table").asString(),
                filters,
                document.required("requestedBy").asString(),
                new StoredMoment(
                        document.path("lastExtent").asLong(UNKNOWN),
                        document.required("requestedTicks").asLong()),
                // What older releases wrote does not tell when it ended.
                document.path("endedTicks").asLong(0),
                Deletion.Status.valueOf(document.required("status").asString()),
                document.required("rows").asLong(),
                document.path("reason").asString(""));
    }

    /** Takes no more; what runs is finished, what waits goes on after the next start. */
    @Override
    public void close() {
        worker.shutdownNow();
    }
}
