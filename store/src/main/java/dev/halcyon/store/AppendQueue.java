package dev.halcyon.store;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.Storage;
import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.store.extent.OpenExtents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Group commit: appends that wait while one transaction is being synced share the next one, so that many small requests
 * cost few syncs. No thread of its own: whoever finds the storage free commits for everyone who waits.
 *
 * <p>When a shared transaction fails, it is tried again in halves, so that one bad request fails alone and costs few
 * further syncs.
 */
final class AppendQueue {

    /** Rows of one transaction stay in memory until it ends. */
    private static final int MOST_REQUESTS = 64;

    private record Request(
            List<TableRows> parts,
            long bytes,
            Optional<String> id,
            Consumer<StorageTransaction> further,
            CompletableFuture<Long> result) {}

    private final Storage storage;
    private final OpenExtents open;
    private final RepeatedRequests repeated;
    private final AppendOptions options;
    private final WorkspaceClock clock;
    private final ReentrantLock committing = new ReentrantLock();
    private final List<Request> waiting = new ArrayList<>();
    private final AtomicLong waitingBytes = new AtomicLong();

    AppendQueue(
            Storage storage, OpenExtents open, RepeatedRequests repeated, AppendOptions options, WorkspaceClock clock) {
        this.storage = storage;
        this.open = open;
        this.repeated = repeated;
        this.options = options;
        this.clock = clock;
    }

    /**
     * Appends all parts or none; durable when this returns.
     *
     * @param id of the request; one that is known already is not stored again
     * @param further a further change in the transaction that stores the rows
     * @param stored runs when the rows are durable, and not for a request that was known already
     * @throws AppendRefusedException when too much waits already
     */
    long append(List<TableRows> parts, Optional<String> id, Consumer<StorageTransaction> further, Runnable stored) {
        Optional<CompletableFuture<Long>> known = id.flatMap(request -> repeated.begin(request, clock.now()));
        if (known.isPresent()) {
            return result(known.get());
        }
        try {
            long rows = enqueue(parts, id, further);
            id.ifPresent(request -> repeated.stored(request, rows));
            stored.run();
            return rows;
        } catch (RuntimeException | Error e) {
            id.ifPresent(request -> repeated.failed(request, e));
            throw e;
        }
    }

    private long enqueue(List<TableRows> parts, Optional<String> id, Consumer<StorageTransaction> further) {
        long bytes = parts.stream().mapToLong(TableRows::bytes).sum();
        // One request alone is always taken, however large it is.
        if (waitingBytes.addAndGet(bytes) > options.waitingBytes() && waitingBytes.get() > bytes) {
            waitingBytes.addAndGet(-bytes);
            throw new AppendRefusedException(
                    "Too many rows wait to be written; send them again later.", options.retryAfter());
        }
        try {
            return store(new Request(parts, bytes, id, further, new CompletableFuture<>()));
        } finally {
            waitingBytes.addAndGet(-bytes);
        }
    }

    private long store(Request request) {
        synchronized (waiting) {
            waiting.add(request);
        }
        committing.lock();
        try {
            while (!request.result().isDone()) {
                commit(take());
            }
        } finally {
            committing.unlock();
        }
        return result(request.result());
    }

    private List<Request> take() {
        synchronized (waiting) {
            List<Request> group = List.copyOf(waiting.subList(0, Math.min(MOST_REQUESTS, waiting.size())));
            waiting.subList(0, group.size()).clear();
            return group;
        }
    }

    private void commit(List<Request> group) {
        try {
            List<Long> counts = store(group);
            for (int index = 0; index < group.size(); index++) {
                group.get(index).result().complete(counts.get(index));
            }
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                group.getFirst().result().completeExceptionally(e);
            } else {
                int half = group.size() / 2;
                commit(group.subList(0, half));
                commit(group.subList(half, group.size()));
            }
        } catch (Error e) {
            // Whoever waits must not wait forever because the thread that commits for all ran out of memory.
            group.forEach(request -> request.result()
                    .completeExceptionally(new EngineException(
                            EngineException.Kind.INTERNAL,
                            "The append failed with " + e.getClass().getSimpleName(),
                            e)));
            throw e;
        }
    }

    private List<Long> store(List<Request> group) {
        Map<String, Long> rows = new HashMap<>();
        Map<String, Double> bytes = new HashMap<>();
        group.forEach(request -> request.parts().forEach(part -> {
            rows.merge(part.table(), (long) part.rows().rowCount(), Long::sum);
            bytes.merge(part.table(), RowStamp.billedBytes(part.rows()), Double::sum);
        }));
        List<String> full = rows.entrySet().stream()
                .filter(table -> open.isFull(table.getKey(), table.getValue(), bytes.getOrDefault(table.getKey(), 0.0)))
                .map(Map.Entry::getKey)
                .toList();
        List<Long> counts = storage.transact(transaction -> {
            List<Long> stored = group.stream()
                    .map(request -> request.parts().stream()
                            .mapToLong(part -> transaction.append(part.table(), part.rows()))
                            .sum())
                    .toList();
            group.forEach(request -> request.further().accept(transaction));
            repeated.write(ids(group, stored), clock.now(), transaction);
            full.forEach(transaction::closeExtent);
            return stored;
        });
        rows.forEach((table, count) -> open.grown(table, count, bytes.getOrDefault(table, 0.0)));
        full.forEach(open::closed);
        return counts;
    }

    private static Map<String, Long> ids(List<Request> group, List<Long> stored) {
        Map<String, Long> ids = new HashMap<>();
        for (int index = 0; index < stored.size(); index++) {
            Long rows = stored.get(index);
            group.get(index).id().ifPresent(id -> ids.put(id, rows));
        }
        return ids;
    }

    private static long result(CompletableFuture<Long> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("The result is there before it is asked for", e);
        }
    }
}
