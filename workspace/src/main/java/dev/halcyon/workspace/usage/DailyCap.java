package dev.halcyon.workspace.usage;

import dev.halcyon.store.AppendObserver;
import dev.halcyon.store.WorkspaceStore;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The daily cap of a workspace: when the billable tables have received so much since midnight UTC, what comes for them is
 * dropped until the next midnight. As in the documented service the cap is no sharp line: the request that crosses it is
 * stored as a whole. Tables that are not billed go on.
 */
public final class DailyCap implements AppendObserver {

    private static final long DAY = 864_000_000_000L;
    private static final long HOUR = 36_000_000_000L;
    private static final double BYTES_PER_GIGABYTE = 1e9;
    private static final double APPROACHING = 0.9;

    /** As {@code workspaceCapping.dataIngestionStatus} names them. */
    public enum Status {
        RESPECT_QUOTA("RespectQuota"),
        APPROACHING_QUOTA("ApproachingQuota"),
        OVER_QUOTA("OverQuota");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** What is told when a mark is passed; the quota in GB is given. */
    public record Events(DoubleConsumer approaching, DoubleConsumer over) {}

    /** Requests to a table in an hour that nothing was stored of. */
    public record CappedHour(String table, long start) {}

    private record Day(long start, DoubleAdder bytes, AtomicReference<Status> told) {
        Day(long start) {
            this(start, new DoubleAdder(), new AtomicReference<>(Status.RESPECT_QUOTA));
        }
    }

    private final Supplier<OptionalDouble> quota;
    private final LongSupplier nowTicks;
    private final EarlierBytes earlier;
    private final Events events;
    private final AtomicLong dropped = new AtomicLong();
    private final Map<CappedHour, LongAdder> capped = new ConcurrentHashMap<>();
    private volatile Day day = new Day(Long.MIN_VALUE);

    /**
     * A cap.
     *
     * @param quota GB of 10^9 bytes a day; empty for no cap
     * @param earlier what was stored before the program started
     */
    public DailyCap(Supplier<OptionalDouble> quota, LongSupplier nowTicks, EarlierBytes earlier, Events events) {
        this.quota = quota;
        this.nowTicks = nowTicks;
        this.earlier = earlier;
        this.events = events;
    }

    @Override
    public boolean admits(String table, long rows) {
        if (!WorkspaceStore.isBillable(table)) {
            return true;
        }
        OptionalDouble limit = quota.get();
        if (limit.isEmpty() || status(limit.getAsDouble(), today()) != Status.OVER_QUOTA) {
            return true;
        }
        dropped.addAndGet(rows);
        long now = nowTicks.getAsLong();
        capped.computeIfAbsent(new CappedHour(table, now - Math.floorMod(now, HOUR)), hour -> new LongAdder())
                .increment();
        return false;
    }

    @Override
    public void appended(String table, long rows, double billedBytes, long receivedTicks) {
        if (!WorkspaceStore.isBillable(table)) {
            return;
        }
        // Counted without a cap too: one that is set at noon is for the whole day.
        Day today = today();
        if (receivedTicks >= today.start() && !earlier.covers(receivedTicks)) {
            today.bytes().add(billedBytes);
        }
        OptionalDouble limit = quota.get();
        if (limit.isPresent()) {
            tell(limit.getAsDouble(), today);
        }
    }

    private void tell(double gigabytes, Day today) {
        Status now = status(gigabytes, today);
        Status before = today.told().getAndAccumulate(now, (old, other) -> old.compareTo(other) > 0 ? old : other);
        if (now.compareTo(before) > 0) {
            if (now == Status.OVER_QUOTA) {
                events.over().accept(gigabytes);
            } else {
                events.approaching().accept(gigabytes);
            }
        }
    }

    public Status status() {
        OptionalDouble limit = quota.get();
        return limit.isEmpty() ? Status.RESPECT_QUOTA : status(limit.getAsDouble(), today());
    }

    /** Requests that were dropped in the hours from one instant to another. */
    public Map<CappedHour, Long> cappedRequests(long from, long to) {
        Map<CappedHour, Long> requests =
                new TreeMap<>(Comparator.comparingLong(CappedHour::start).thenComparing(CappedHour::table));
        capped.forEach((hour, count) -> {
            if (hour.start() >= from && hour.start() < to) {
                requests.put(hour, count.sum());
            }
        });
        return requests;
    }

    /** Forgets the requests of hours before an instant, which are accounted for. */
    public void forgetCapped(long before) {
        capped.keySet().removeIf(hour -> hour.start() < before);
    }

    /** Rows dropped since the program started. */
    public long droppedRows() {
        return dropped.get();
    }

    private Status status(double gigabytes, Day today) {
        double bytes = today.bytes().sum() + earlier.since(today.start());
        double share = bytes / (gigabytes * BYTES_PER_GIGABYTE);
        if (share >= 1) {
            return Status.OVER_QUOTA;
        }
        return share >= APPROACHING ? Status.APPROACHING_QUOTA : Status.RESPECT_QUOTA;
    }

    private Day today() {
        long now = nowTicks.getAsLong();
        long start = now - Math.floorMod(now, DAY);
        Day known = day;
        return known.start() == start ? known : begin(start);
    }

    private synchronized Day begin(long start) {
        if (day.start() != start) {
            day = new Day(start);
        }
        return day;
    }
}
