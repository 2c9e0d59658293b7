package dev.halcyon.workspace.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DailyCapTest {

    private static final long DAY = 864_000_000_000L;
    private static final long NOON = 739_000 * DAY + DAY / 2;
    private static final double GIGABYTE = 1e9;

    private final AtomicLong now = new AtomicLong(NOON);
    private final AtomicInteger warnings = new AtomicInteger();

    private DailyCap cap(EarlierBytes.Count count) {
        return new DailyCap(
                () -> OptionalDouble.of(1),
                now::get,
                new EarlierBytes(NOON, count),
                new DailyCap.Events(approaching -> {}, over -> warnings.incrementAndGet()));
    }

    @Test
    void rowsAreTakenUntilTheDaysEarlierBytesAreCounted() throws InterruptedException {
        CountDownLatch counted = new CountDownLatch(1);
        DailyCap cap = cap((from, to) -> {
            assertThat(from).isEqualTo(739_000 * DAY);
            assertThat(to).isEqualTo(NOON);
            await(counted);
            return 2 * GIGABYTE;
        });
        assertThat(cap.admits("Perf", 1)).isTrue();
        counted.countDown();
        while (cap.status() != DailyCap.Status.OVER_QUOTA) {
            Thread.sleep(1);
        }
        assertThat(cap.admits("Perf", 1)).isFalse();
        cap.appended("Perf", 1, 1, NOON);
        assertThat(warnings).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCountThatFailsRefusesNothing() {
        DailyCap cap = cap((from, to) -> {
            throw new IllegalStateException("No disk");
        });
        assertThat(cap.admits("Perf", 1)).isTrue();
        cap.appended("Perf", 1, GIGABYTE, NOON);
        assertThat(cap.admits("Perf", 1)).isFalse();
    }

    @Test
    void anotherDayBeginsWithNothing() {
        DailyCap cap = cap((from, to) -> 2 * GIGABYTE);
        assertThat(cap.admits("Perf", 1)).isFalse();
        assertThat(cap.admits("Heartbeat", 1)).isTrue();
        now.set(NOON + DAY);
        assertThat(cap.admits("Perf", 1)).isTrue();
        // What arrived before midnight belongs to the day before.
        cap.appended("Perf", 1, 2 * GIGABYTE, NOON);
        assertThat(cap.admits("Perf", 1)).isTrue();
        assertThat(cap.droppedRows()).isEqualTo(1);
        assertThat(cap.cappedRequests(NOON, NOON + DAY).values()).containsExactly(1L);
        cap.forgetCapped(NOON + DAY);
        assertThat(cap.cappedRequests(0, Long.MAX_VALUE)).isEmpty();
    }
}
