package dev.halcyon.workspace.deletion;

import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.TableDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    private final WorkspaceStore store;
    private final WorkspaceClock clock;
    private final Map<String, Deletion> deletions = new ConcurrentHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("deletions").factory());

    private DataDeletions(WorkspaceStore store, WorkspaceClock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Reads what is on record and goes on with what was not finished. */
    public static DataDeletions open(WorkspaceStore store, WorkspaceClock clock) {
        DataDeletions service = new DataDeletions(store, clock);
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
        DeletionPlan.kept(definition.schema(), filters);
        Deletion deletion = new Deletion(
                UUID.randomUUID().toString(),
                table,
                filters,
                requestedBy,
                clock.nowTicks(),
                Deletion.Status.IN_PROGRESS,
                0);
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

    private void carryOut(Deletion deletion) {
        try {
            long rows =
                    store.extents().remove(deletion.table(), schema -> DeletionPlan.kept(schema, deletion.filters()));
            put(deletion.succeeded(rows));
            LOG.atInfo()
                    .addKeyValue("id", deletion.id())
                    .addKeyValue("table", deletion.table())
                    .addKeyValue("rows", rows)
                    .log("Deletion done");
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("id", deletion.id()).setCause(e).log("A deletion goes on after the next start");
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
        document.put("requestedTicks", deletion.requestedTicks());
        document.put("status", deletion.status().name());
        document.put("rows", deletion.rows());
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
                document.required("requestedTicks").asLong(),
                Deletion.Status.valueOf(document.required("status").asString()),
                document.required("rows").asLong());
    }

    /** Takes no more; what runs is finished, what waits goes on after the next start. */
    @Override
    public void close() {
        worker.shutdownNow();
    }
}
