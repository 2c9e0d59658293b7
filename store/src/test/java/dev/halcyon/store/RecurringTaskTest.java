package dev.halcyon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecurringTaskTest {

    @Test
    void whatFailedIsRunAgain() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> repeated = timer.scheduleWithFixedDelay(
                    new RecurringTask("test", () -> {
                        runs.countDown();
                        if (runs.getCount() % 2 == 0) {
                            throw new OutOfMemoryError("made up");
                        }
                        throw new IllegalStateException("made up");
                    }),
                    0,
                    1,
                    TimeUnit.MILLISECONDS);
            assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(repeated.isDone()).isFalse();
        } finally {
            timer.shutdownNow();
        }
    }
}
