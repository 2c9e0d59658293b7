package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.templates.BlockStore;
import dev.halcyon.engine.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps a computation within its request: time, cancellation, memory. Used by one thread; memory may be taken by any. */
public final class ComputationGuard implements AutoCloseable {

    /** Between two looks at the clock. */
    private static final int STEPS = 4096;

    private final Runnable stop;
    private final MemoryPool pool;
    private final Optional<Path> spill;
    private final List<SpilledBlocks> blocks = new ArrayList<>();
    private long reserved;
    private int steps;

    /**
     * @param stop throws when the request is cancelled or out of time
     * @param pool where the memory comes from
     * @param spill the folder for what memory does not hold, the system's temporary one unless given
     */
    public ComputationGuard(Runnable stop, MemoryPool pool, Optional<Path> spill) {
        this.stop = stop;
        this.pool = pool;
        this.spill = spill;
    }

    /** Called once for every step of work, such as a row. */
    public void step() {
        if (++steps >= STEPS) {
            steps = 0;
            stop.run();
        }
    }

    /**
     * Called before memory is used that lasts.
     *
     * @throws EngineException of kind RUNAWAY when there is no more
     */
    public synchronized void reserve(long bytes) {
        if (!pool.reserve(bytes, reserved)) {
            throw new EngineException(
                    EngineException.Kind.RUNAWAY,
                    "The query needs more memory than it may use (E_RUNAWAY_QUERY); filter or summarize more");
        }
        reserved += bytes;
    }

    /** Gives memory back before the end. */
    public synchronized void release(long bytes) {
        pool.release(bytes);
        reserved -= bytes;
    }

    /** A store for what is read again once all input is known, and may be more than memory holds. */
    BlockStore blocks() {
        SpilledBlocks store = new SpilledBlocks(SpilledBlocks.IN_MEMORY, SpilledBlocks.IN_FILE, spill, this::reserve);
        blocks.add(store);
        return store;
    }

    /** Gives everything back. */
    @Override
    public synchronized void close() {
        blocks.forEach(SpilledBlocks::close);
        pool.release(reserved);
        reserved = 0;
    }
}
