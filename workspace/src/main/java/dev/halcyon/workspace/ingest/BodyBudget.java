package dev.halcyon.workspace.ingest;

import dev.halcyon.store.AppendOptions;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory of the bodies that are under way at a time, over everything that takes rows. Memory is taken before
 * bytes are read, more and more as they come, so that who announces much and sends little holds little; what finds no room
 * within a moment is refused, and sent again later. Thread-safe.
 */
public final class BodyBudget {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int UNIT = 1 << 10;
    private static final int FIRST_BYTES = 64 << 10;

    /** The body, its growing copy while it is read, and its rows: texts as objects take more than as JSON. */
    private static final int WEIGHT = 4;

    private final int units;
    private final Semaphore free;
    private final Duration retryAfter;

    public BodyBudget(AppendOptions options) {
        this.units = Math.toIntExact(Math.clamp(options.waitingBytes() / UNIT, 1, Integer.MAX_VALUE));
        // In turn, so that a large body is not passed by small ones for ever.
        this.free = new Semaphore(units, true);
        this.retryAfter = options.retryAfter();
    }

    /** Room for one body, given back when it is closed: when the rows are stored or refused. */
    public Place open() {
        return new Place();
    }

    /** What one body takes; used by one thread. */
    public final class Place implements AutoCloseable {
        private int held;
        private long covered;

        private Place() {}

        /**
         * The same body; reading it takes room.
         *
         * @throws ThrottledException from its methods, when there is none
         */
        public InputStream counted(InputStream body) {
            return new CountedBody(body, this);
        }

        private void cover(long bytes) {
            if (bytes <= covered) {
                return;
            }
            long wanted = Math.max(bytes, covered + Math.max(FIRST_BYTES, covered / 4));
            // What is larger than everything goes alone, or it could never be sent.
            int more = Math.toIntExact(Math.min(units, wanted * WEIGHT / UNIT)) - held;
            acquire(more);
            held += more;
            covered = wanted;
        }

        private void acquire(int more) {
            try {
                if (!free.tryAcquire(more) && !free.tryAcquire(more, PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new ThrottledException(
                            "Too many bodies are under way; send the request again later.", retryAfter);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ThrottledException("The server is stopping; send the request again later.", retryAfter);
            }
        }

        @Override
        public void close() {
            free.release(held);
            held = 0;
            covered = 0;
        }
    }

    private static final class CountedBody extends FilterInputStream {
        private final Place place;
        private long count;

        CountedBody(InputStream body, Place place) {
            super(body);
            this.place = place;
        }

        @Override
        public int read() throws IOException {
            place.cover(count + 1);
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            place.cover(count + length);
            int read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
