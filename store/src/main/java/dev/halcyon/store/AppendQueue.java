package dev.halcyon.store;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

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

    private record Request(List<TableRows> parts, CompletableFuture<Long> result) {}

    private final Storage storage;
    private final ReentrantLock committing = new ReentrantLock();
    private final List<Request> waiting = new ArrayList<>();

    AppendQueue(Storage storage) {
        this.storage = storage;
    }

    /** Appends all parts or none; durable when this returns. */
    long append(List<TableRows> parts) {
        Request request = new Request(parts, new CompletableFuture<>());
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
        return result(request);
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
        return storage.transact(transaction -> group.stream()
                .map(request -> request.parts().stream()
                        .mapToLong(part -> transaction.append(part.table(), part.rows()))
                        .sum())
                .toList());
    }

    private static long result(Request request) {
        try {
            return request.result().get();
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
