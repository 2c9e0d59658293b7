package dev.halcyon.store.extent;

import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.engine.storage.Extent.TickRange;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.table.Retention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Decides what is to be done next with the extents of a table.
 *
 * <p>Age counts from arrival, not from {@code TimeGenerated}: history that is filled in later stays as long as any other
 * row. An extent leaves as a whole when its last row is too old, so extents that arrived on different days are not merged
 * unless retention is long. Merging is tiered, as in log-structured merge trees: extents of like size become one when
 * there are enough of them, so a row is rewritten once for each tier.
 */
public final class ExtentPolicy {

    private static final long SECONDS_PER_DAY = 86_400;

    /** The extents of a table may hide or keep their rows so much longer than retention says, as a part of it. */
    private static final int RETENTION_PARTS = 10;

    private final ExtentOptions options;

    public ExtentPolicy(ExtentOptions options) {
        this.options = options;
    }

    /** The next step; empty when there is nothing to do. */
    public Optional<ExtentStep> next(List<Extent> extents, Retention retention, long nowTicks) {
        List<Long> expired = ids(extents, extent -> isOlder(extent, retention.totalDays(), nowTicks));
        if (!expired.isEmpty()) {
            return Optional.of(new ExtentStep.Drop(expired));
        }
        List<Long> archived =
                ids(extents, extent -> !extent.archived() && isOlder(extent, retention.interactiveDays(), nowTicks));
        if (!archived.isEmpty()) {
            return Optional.of(new ExtentStep.Archive(archived));
        }
        List<Long> revived =
                ids(extents, extent -> extent.archived() && !isOlder(extent, retention.interactiveDays(), nowTicks));
        if (!revived.isEmpty()) {
            return Optional.of(new ExtentStep.Revive(revived));
        }
        List<Long> closed = fitting(extents.stream()
                .filter(extent -> extent.state() == State.CLOSED)
                .sorted(Comparator.comparingLong(Extent::id))
                .toList());
        return closed.isEmpty() ? merge(extents, retention) : Optional.of(new ExtentStep.Seal(closed));
    }

    private static boolean isOlder(Extent extent, int days, long nowTicks) {
        long cutoff = nowTicks - days * SECONDS_PER_DAY * Ticks.PER_SECOND;
        return extent.state() == State.SEALED
                && extent.arrivals().filter(range -> range.last() < cutoff).isPresent();
    }

    private static List<Long> ids(List<Extent> extents, Predicate<Extent> chosen) {
        return extents.stream().filter(chosen).map(Extent::id).toList();
    }

    /** The first extents that together are not too large; at least one. */
    private List<Long> fitting(List<Extent> extents) {
        List<Long> fitting = new ArrayList<>();
        long rows = 0;
        long bytes = 0;
        for (Extent extent : extents) {
            rows += extent.rows();
            bytes += extent.bytes();
            if (!fitting.isEmpty() && (rows > options.rows() || bytes > options.bytes())) {
                return fitting;
            }
            fitting.add(extent.id());
        }
        return fitting;
    }

    private Optional<ExtentStep> merge(List<Extent> extents, Retention retention) {
        Map<Integer, List<Extent>> tiers = new TreeMap<>();
        for (Extent extent : extents) {
            boolean small = extent.state() == State.SEALED
                    && !extent.archived()
                    && extent.rows() * options.mergeFactor() <= options.rows()
                    && extent.bytes() * options.mergeFactor() <= options.bytes();
            if (small) {
                tiers.computeIfAbsent(tier(extent.rows()), tier -> new ArrayList<>())
                        .add(extent);
            }
        }
        long mostDays = Math.max(1, retention.interactiveDays() / RETENTION_PARTS);
        for (List<Extent> tier : tiers.values()) {
            List<Long> together = together(tier, mostDays * SECONDS_PER_DAY * Ticks.PER_SECOND);
            if (!together.isEmpty()) {
                return Optional.of(new ExtentStep.Seal(together));
            }
        }
        return Optional.empty();
    }

    private int tier(long rows) {
        return (int) (Math.log((double) Math.max(1, rows)) / Math.log(options.mergeFactor()));
    }

    /** Neighbours in time, enough of them, which arrived within a span; empty when there are none. */
    private List<Long> together(List<Extent> tier, long span) {
        List<Extent> inOrder = tier.stream()
                .sorted(Comparator.comparing(
                        extent -> extent.arrivals().map(TickRange::first).orElse(0L)))
                .toList();
        int count = options.mergeFactor();
        for (int start = 0; start + count <= inOrder.size(); start++) {
            List<Extent> candidates = inOrder.subList(start, start + count);
            Optional<TickRange> arrivals = candidates.stream()
                    .flatMap(extent -> extent.arrivals().stream())
                    .reduce(TickRange::with);
            if (arrivals.isEmpty() || arrivals.get().last() - arrivals.get().first() <= span) {
                return candidates.stream().map(Extent::id).toList();
            }
        }
        return List.of();
    }
}
