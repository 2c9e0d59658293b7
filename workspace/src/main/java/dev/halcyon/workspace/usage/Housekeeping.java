package dev.halcyon.workspace.usage;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the chores of a serving workspace again and again; one that fails is tried again the next time. */
public final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Something to do, and its name in the log. */
    public record Chore(String name, Runnable work) {}

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping").factory());

    private final ScheduledFuture<?> rounds;

    /** Begins at once. */
    public Housekeeping(List<Chore> chores, Duration interval) {
        this.rounds = timer.scheduleWithFixedDelay(
                () -> chores.forEach(Housekeeping::attempt), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void attempt(Chore chore) {
        try {
            chore.work().run();
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("chore", chore.name()).setCause(e).log("A chore failed");
        }
    }

    @Override
    public void close() {
        rounds.cancel(false);
        timer.shutdown();
        try {
            if (!timer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
