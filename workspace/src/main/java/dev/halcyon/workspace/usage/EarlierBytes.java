package dev.halcyon.workspace.usage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The billable bytes that an earlier run of the program stored on the day on which this one started. They are counted by
 * a thread of their own when somebody first asks, and whoever asks waits a moment for that and no longer: an append must
 * not wait for queries, nor fail because of them. Until they are known they are taken for none. Thread-safe.
 */
public final class EarlierBytes {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierBytes.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** Counts the bytes that arrived from one instant up to another, in ticks. */
    @FunctionalInterface
    public interface Count {
        double between(long from, long to);
    }

    private final long started;
    private final Count count;
    private volatile CompletableFuture<Double> bytes = new CompletableFuture<>();
    private volatile boolean known;
    private boolean counting;
    private long day;
    private long askedAt;
    private long noCountBefore = System.nanoTime();

    /**
     * Nothing is counted yet.
     *
     * @param started when the program started, in ticks: what arrives later is counted as it comes
     */
    public EarlierBytes(long started, Count count) {
        this.started = started;
        this.count = count;
    }

    /** True for what arrived before the program started, by its stamp. */
    boolean covers(long receivedTicks) {
        return receivedTicks < started;
    }

    /** The bytes of the day that began at an instant, as far as they are known. */
    double since(long dayStart) {
        if (dayStart >= started) {
            return 0;
        }
        return known && day == dayStart ? bytes.join() : ask(dayStart);
    }

    private double ask(long dayStart) {
        long left = begin(dayStart);
        if (left <= 0 && !known) {
            return 0;
        }
        try {
            return bytes.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("The day's earlier bytes are not known yet", e);
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Nanoseconds that are left to wait. */
    private synchronized long begin(long dayStart) {
        long now = System.nanoTime();
        if (!counting && !(known && day == dayStart) && now - noCountBefore >= 0) {
            counting = true;
            known = false;
            day = dayStart;
            askedAt = now;
            CompletableFuture<Double> result = new CompletableFuture<>();
            bytes = result;
            Thread.ofPlatform().daemon().name("daily-cap").start(() -> count(dayStart, result));
        }
        return askedAt + PATIENCE.toNanos() - now;
    }

    private void count(long dayStart, CompletableFuture<Double> result) {
        try {
            result.complete(count.between(dayStart, started));
            end(true);
        } catch (RuntimeException e) {
            LOG.warn("What was stored today could not be counted for the daily cap; it is tried again", e);
            end(false);
            result.completeExceptionally(e);
        }
    }

    private synchronized void end(boolean success) {
        counting = false;
        known = success;
        noCountBefore = System.nanoTime() + PAUSE.toNanos();
    }
}
