package dev.halcyon.workspace.usage;

import dev.halcyon.store.AppendObserver;
import dev.halcyon.store.WorkspaceStore;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;

/**
 * The daily cap of a workspace: when the billable tables have received so much since midnight UTC, what comes for them is
 * dropped until the next midnight. As in the documented service the cap is no sharp line: the request that crosses it is
 * stored as a whole. Tables that are not billed go on.
 */
public final class DailyCap implements AppendObserver {

    private static final long DAY = 864_000_000_000L;
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

    private record Day(long start, DoubleAdder bytes) {}

    private final Supplier<OptionalDouble> quota;
    private final LongSupplier nowTicks;
    private final LongToDoubleFunction storedSince;
    private final Events events;
    private final AtomicLong dropped = new AtomicLong();
    private volatile Day day = new Day(Long.MIN_VALUE, new DoubleAdder());

    /**
     * @param quota GB of 10^9 bytes a day; empty for no cap
     * @param storedSince billable bytes that are stored and arrived at an instant or later
     */
    public DailyCap(
            Supplier<OptionalDouble> quota, LongSupplier nowTicks, LongToDoubleFunction storedSince, Events events) {
        this.quota = quota;
        this.nowTicks = nowTicks;
        this.storedSince = storedSince;
        this.events = events;
    }

    @Override
    public boolean admits(String table, long rows) {
        OptionalDouble limit = quota.get();
        if (limit.isEmpty() || !WorkspaceStore.isBillable(table) || status(limit.getAsDouble()) != Status.OVER_QUOTA) {
            return true;
        }
        dropped.addAndGet(rows);
        return false;
    }

    @Override
    public void appended(String table, long rows, double billedBytes) {
        OptionalDouble limit = quota.get();
        if (limit.isEmpty() || !WorkspaceStore.isBillable(table)) {
            return;
        }
        Status before = status(limit.getAsDouble());
        today().bytes().add(billedBytes);
        Status after = status(limit.getAsDouble());
        if (after != before) {
            if (after == Status.OVER_QUOTA) {
                events.over().accept(limit.getAsDouble());
            } else {
                events.approaching().accept(limit.getAsDouble());
            }
        }
    }

    public Status status() {
        OptionalDouble limit = quota.get();
        return limit.isEmpty() ? Status.RESPECT_QUOTA : status(limit.getAsDouble());
    }

    /** Rows dropped since the program started. */
    public long droppedRows() {
        return dropped.get();
    }

    private Status status(double gigabytes) {
        double share = today().bytes().sum() / (gigabytes * BYTES_PER_GIGABYTE);
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

    /** What was stored before a restart counts too. */
    private synchronized Day begin(long start) {
        if (day.start() != start) {
            DoubleAdder bytes = new DoubleAdder();
            bytes.add(storedSince.applyAsDouble(start));
            day = new Day(start, bytes);
        }
        return day;
    }
}
