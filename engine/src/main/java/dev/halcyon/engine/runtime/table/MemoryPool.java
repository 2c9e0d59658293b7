package dev.halcyon.engine.runtime.table;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all computations of a process may use together. Thread-safe. */
public final class MemoryPool {

    private final long total;
    private final long eachAtMost;
    private final AtomicLong used = new AtomicLong();

    /**
     * @param total bytes for all computations
     * @param eachAtMost bytes for one
     */
    public MemoryPool(long total, long eachAtMost) {
        this.total = total;
        this.eachAtMost = eachAtMost;
    }

    /** Half of the process's heap, a quarter for one computation. */
    public static MemoryPool ofHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        return new MemoryPool(heap / 2, heap / 4);
    }

    boolean reserve(long bytes, long alreadyHeld) {
        if (bytes > eachAtMost - alreadyHeld) {
            return false;
        }
        if (used.addAndGet(bytes) > total) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }
}
