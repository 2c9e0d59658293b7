package dev.halcyon.server.http;

import io.helidon.common.buffers.DataReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a client sends, read ahead while its request is worked on: the end of them is how a server learns that
 * the client has gone. At most one piece is held, so that whoever sends without waiting for answers fills no memory.
 */
final class ReadAhead {

    /** That of the connection whose request the thread answers. */
    static final ScopedValue<ReadAhead> CURRENT = ScopedValue.newInstance();

    private static final byte[] END = {};

    private final DataReader source;
    private @Nullable CompletableFuture<byte[]> piece;
    private @Nullable Thread reader;
    private @Nullable Runnable whenGone;

    ReadAhead(DataReader source) {
        this.source = source;
    }

    /** A reader of the same bytes. */
    DataReader reader() {
        return DataReader.create(this::next);
    }

    /** Runs an action, from a thread of its own, when the client goes before {@link #forget()}. */
    void watch(Runnable action) {
        CompletableFuture<byte[]> pending;
        synchronized (this) {
            whenGone = action;
            pending = piece;
            if (pending == null) {
                CompletableFuture<byte[]> next = new CompletableFuture<>();
                piece = next;
                reader = Thread.ofVirtual().name("read-ahead").start(() -> read(next));
                return;
            }
        }
        if (pending.isDone() && isEnd(pending)) {
            action.run();
        }
    }

    /** Runs no action any more. */
    synchronized void forget() {
        whenGone = null;
    }

    private void read(CompletableFuture<byte[]> target) {
        try {
            target.complete(read());
        } catch (RuntimeException e) {
            target.completeExceptionally(e);
        }
        Runnable action;
        synchronized (this) {
            action = whenGone;
        }
        if (action != null && isEnd(target)) {
            action.run();
        }
    }

    private static boolean isEnd(CompletableFuture<byte[]> read) {
        return read.isCompletedExceptionally() || read.join().length == 0;
    }

    /** Waits for bytes; none at the end. */
    private byte[] read() {
        try {
            source.ensureAvailable();
            return source.readBytes(source.available());
        } catch (DataReader.InsufficientDataAvailableException e) {
            return END;
        }
    }

    /** As the reader of a connection takes them: null at the end. */
    private byte @Nullable [] next() {
        CompletableFuture<byte[]> ahead;
        synchronized (this) {
            ahead = piece;
            piece = null;
        }
        byte[] bytes = ahead == null ? read() : await(ahead);
        return bytes.length == 0 ? null : bytes;
    }

    private byte[] await(CompletableFuture<byte[]> ahead) {
        try {
            return ahead.get();
        } catch (InterruptedException e) {
            // The server closes an idle connection by interrupting the thread that reads it.
            Thread blocked = reader;
            if (blocked != null) {
                blocked.interrupt();
            }
            Thread.currentThread().interrupt();
            return END;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
