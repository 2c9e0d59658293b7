package dev.halcyon.store;

import dev.halcyon.engine.storage.Storage;
import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.kql.type.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The requests of the last minutes, so that one whose answer was lost can be sent again without its rows being stored
 * twice. What is known is stored in the transaction of the rows and outlives the process. Thread-safe.
 */
final class RepeatedRequests {

    private static final String COLLECTION = "requests";

    /** Sorts behind the keys of earlier releases, which are UUIDs. */
    private static final String KEY_PREFIX = "t";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A request that is being stored or was. */
    private record Known(Instant at, CompletableFuture<Long> rows) {}

    private final Duration window;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final NavigableSet<Long> documents = new ConcurrentSkipListSet<>();
    private volatile Optional<Instant> unsorted = Optional.empty();

    RepeatedRequests(Duration window) {
        this.window = window;
    }

    /** Reads what an earlier process has stored. */
    void load(StorageTransaction transaction) {
        transaction.documents(COLLECTION).forEach((key, json) -> {
            JsonNode document = JSON.readTree(json);
            Instant at = Ticks.instant(document.required("ticks").asLong());
            note(key, at);
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

    private void note(String key, Instant at) {
        if (key.startsWith(KEY_PREFIX)) {
            documents.add(Ticks.of(at));
        } else {
            unsorted = unsorted.filter(other -> other.isAfter(at)).or(() -> Optional.of(at));
        }
    }

    /** Keys sort by time, so that all that is old is one range. */
    private static String key(long ticks) {
        return KEY_PREFIX + "%019d".formatted(ticks);
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
        long ticks = Ticks.of(now);
        ObjectNode document = JSON.createObjectNode();
        document.put("ticks", ticks);
        ObjectNode rows = document.putObject("rows");
        requests.forEach(rows::put);
        transaction.addDocument(COLLECTION, key(ticks) + "-" + UUID.randomUUID(), JSON.writeValueAsString(document));
        documents.add(ticks);
    }

    /** Forgets what is older than the window. */
    void forget(Storage storage, Instant now) {
        known.values().removeIf(request -> request.rows().isDone() && isOver(request.at(), now));
        long oldest = Ticks.of(now.minus(window));
        boolean unsortedIsOver = unsorted.isPresent() && isOver(unsorted.get(), now);
        Set<Long> old = documents.headSet(oldest);
        if (old.isEmpty() && !unsortedIsOver) {
            return;
        }
        storage.transact(transaction -> {
            transaction.deleteDocuments(COLLECTION, unsortedIsOver ? "" : KEY_PREFIX, key(oldest));
            return true;
        });
        old.clear();
        if (unsortedIsOver) {
            unsorted = Optional.empty();
        }
    }
}
