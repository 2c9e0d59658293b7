package dev.halcyon.store;

import dev.halcyon.engine.storage.Storage;
import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.kql.type.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The requests of the last minutes, so that one whose answer was lost can be sent again without its rows being stored
 * twice. What is known is stored in the transaction of the rows and outlives the process. Thread-safe.
 */
final class RepeatedRequests {

    private static final String COLLECTION = "requests";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A request that is being stored or was. */
    private record Known(Instant at, CompletableFuture<Long> rows) {}

    private final Duration window;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Instant> documents = new ConcurrentHashMap<>();

    RepeatedRequests(Duration window) {
        this.window = window;
    }

    /** Reads what an earlier process has stored. */
    void load(StorageTransaction transaction) {
        transaction.documents(COLLECTION).forEach((key, json) -> {
            JsonNode document = JSON.readTree(json);
            Instant at = Ticks.instant(document.required("ticks").asLong());
            documents.put(key, at);
            document.required("rows")
                    .properties()
                    .forEach(request -> known.put(
                            request.getKey(),
                            new Known(
                                    at,
                                    CompletableFuture.completedFuture(
                                            request.getValue().asLong()))));
        });
    }

    /**
     * Registers a request.
     *
     * @return the rows of the same request when it is known already; empty when the caller is the first and has to end
     *     with {@link #stored} or {@link #failed}
     */
    Optional<CompletableFuture<Long>> begin(String request, Instant now) {
        if (window.isZero()) {
            return Optional.empty();
        }
        AtomicBoolean first = new AtomicBoolean();
        Known answer = known.compute(request, (key, old) -> {
            first.set(old == null || isOver(old.at(), now));
            return first.get() ? new Known(now, new CompletableFuture<>()) : old;
        });
        return first.get() ? Optional.empty() : Optional.of(answer.rows());
    }

    private boolean isOver(Instant at, Instant now) {
        return Duration.between(at, now).compareTo(window) > 0;
    }

    void stored(String request, long rows) {
        Known mine = known.get(request);
        if (mine != null) {
            mine.rows().complete(rows);
        }
    }

    /** The next attempt stores the rows; who waits for this one fails with it. */
    void failed(String request, Throwable reason) {
        Known mine = known.remove(request);
        if (mine != null) {
            mine.rows().completeExceptionally(reason);
        }
    }

    /** Writes requests into the transaction that stores their rows. */
    void write(Map<String, Long> requests, Instant now, StorageTransaction transaction) {
        if (requests.isEmpty() || window.isZero()) {
            return;
        }
        ObjectNode document = JSON.createObjectNode();
        document.put("ticks", Ticks.of(now));
        ObjectNode rows = document.putObject("rows");
        requests.forEach(rows::put);
        String key = UUID.randomUUID().toString();
        transaction.putDocument(COLLECTION, key, JSON.writeValueAsString(document));
        documents.put(key, now);
    }

    /** Forgets what is older than the window. */
    void forget(Storage storage, Instant now) {
        known.values().removeIf(request -> request.rows().isDone() && isOver(request.at(), now));
        Map<String, @Nullable Instant> old = new HashMap<>();
        documents.forEach((key, at) -> {
            if (isOver(at, now)) {
                old.put(key, at);
            }
        });
        if (old.isEmpty()) {
            return;
        }
        storage.transact(transaction -> {
            old.keySet().forEach(key -> transaction.deleteDocument(COLLECTION, key));
            return old.size();
        });
        old.keySet().forEach(documents::remove);
    }
}
