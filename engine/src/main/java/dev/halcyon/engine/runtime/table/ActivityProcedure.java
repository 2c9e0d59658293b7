package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.QueryFailure;
import dev.halcyon.kql.plan.ActivityMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the ids of each bin of one combination of dimensions, then counts. */
final class ActivityProcedure implements TableProcedure {

    private static final int FIRST_DIMENSION = 3;
    private static final int ID_BYTES = 80;
    private static final int MAXIMUM_BINS = 100_000;

    private final ActivityMetrics metrics;
    private final TreeMap<Long, Map<Object, Long>> bins = new TreeMap<>();
    private final Set<Object> seenBefore = new HashSet<>();
    private final boolean readsSeen;
    private long reserved;

    ActivityProcedure(ActivityMetrics metrics, boolean readsSeen) {
        this.metrics = metrics;
        this.readsSeen = readsSeen;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        if (readsSeen) {
            RowReader seen = inputs.open(1);
            while (seen.next()) {
                guard.step();
                Object id = id(seen, 0);
                guard.reserve(ID_BYTES + RowValues.bytes(id));
                seenBefore.add(id);
            }
        }
        RowReader row = inputs.open(0);
        int columns = row.columns().size();
        RowKey dimensions = null;
        while (row.next()) {
            guard.step();
            RowKey current = RowValues.key(row, FIRST_DIMENSION, columns);
            if (!current.equals(dimensions)) {
                count(dimensions, output, guard);
                dimensions = current;
            }
            Object id = id(row, 1);
            long bytes = ID_BYTES + RowValues.bytes(id);
            guard.reserve(bytes);
            reserved += bytes;
            bins.computeIfAbsent(row.getLong(0), bin -> new HashMap<>()).put(id, row.getLong(2));
        }
        count(dimensions, output, guard);
    }

    /** An id; null is one of its own. */
    private static Object id(RowReader row, int column) {
        Object id = RowValues.read(row, column);
        return id == null ? Missing.ID : id;
    }

    private enum Missing {
        ID
    }

    private void count(@Nullable RowKey dimensions, RowSink output, ComputationGuard guard) {
        if (dimensions != null) {
            switch (metrics.measure()) {
                case ACTIVITY_COUNTS_METRICS -> counts(dimensions, output);
                case ACTIVITY_METRICS -> retention(dimensions, output);
                case ACTIVITY_ENGAGEMENT, SLIDING_WINDOW_COUNTS -> windows(dimensions, output, guard);
                case NEW_ACTIVITY_METRICS -> cohorts(dimensions, output, guard);
            }
        }
        guard.release(reserved);
        reserved = 0;
        bins.clear();
    }

    private static void write(
            RowSink output, RowKey dimensions, boolean dimensionsLast, int leading, Object... values) {
        @Nullable Object[] row = new Object[values.length + dimensions.size()];
        int first = dimensionsLast ? values.length : leading;
        System.arraycopy(values, 0, row, 0, first);
        dimensions.copyTo(row, first);
        System.arraycopy(values, first, row, first + dimensions.size(), values.length - first);
        output.add(row);
    }

    private static long records(Map<Object, Long> ids) {
        return ids.values().stream().mapToLong(Long::longValue).sum();
    }

    private void counts(RowKey dimensions, RowSink output) {
        Set<Object> seen = new HashSet<>();
        bins.forEach((bin, ids) -> {
            long before = seen.size();
            seen.addAll(ids.keySet());
            write(output, dimensions, false, 1, bin, records(ids), (long) ids.size(), seen.size() - before, (long)
                    seen.size());
        });
    }

    private void retention(RowKey dimensions, RowSink output) {
        bins.forEach((bin, ids) -> {
            Map<Object, Long> before = bins.getOrDefault(bin - metrics.step(), Map.of());
            long stayed = ids.keySet().stream().filter(before::containsKey).count();
            double retention = before.isEmpty() ? 1 : (double) stayed / before.size();
            write(output, dimensions, true, 1, bin, (long) ids.size(), ids.size() - stayed, retention, 1 - retention);
        });
    }

    /** For each bin the records and ids of the bins in its window, added and taken away as the window moves. */
    private void windows(RowKey dimensions, RowSink output, ComputationGuard guard) {
        boolean sliding = metrics.measure() == ActivityMetrics.Measure.SLIDING_WINDOW_COUNTS;
        Map<Object, Long> window = new HashMap<>();
        long records = 0;
        long leaving = bins.firstKey();
        long last =
                sliding ? Math.min(metrics.end(), bins.lastKey() + metrics.window() - metrics.step()) : bins.lastKey();
        for (long bin = bins.firstKey(); bin <= last; bin += metrics.step()) {
            guard.step();
            for (var entry : bins.getOrDefault(bin, Map.of()).entrySet()) {
                window.merge(entry.getKey(), 1L, Long::sum);
                records += entry.getValue();
            }
            for (; leaving <= bin - metrics.window(); leaving += metrics.step()) {
                for (var entry : bins.getOrDefault(leaving, Map.of()).entrySet()) {
                    window.computeIfPresent(entry.getKey(), (id, times) -> times == 1 ? null : times - 1);
                    records -= entry.getValue();
                }
            }
            if (sliding && !window.isEmpty() && bin >= metrics.start()) {
                write(output, dimensions, false, 1, bin, records, (long) window.size());
            } else if (!sliding && bins.containsKey(bin)) {
                long inner = bins.getOrDefault(bin, Map.of()).size();
                write(output, dimensions, true, 1, bin, inner, (long) window.size(), (double) inner / window.size());
            }
        }
    }

    /** Each pair of a bin in which ids were new and a bin from there on. */
    private void cohorts(RowKey dimensions, RowSink output, ComputationGuard guard) {
        List<Long> all = new ArrayList<>();
        for (long bin = metrics.start(); bin <= metrics.end(); bin += metrics.step()) {
            all.add(bin);
            if (all.size() > MAXIMUM_BINS) {
                throw new QueryFailure("new_activity_metrics(): more than %d windows".formatted(MAXIMUM_BINS));
            }
        }
        Set<Object> seen = new HashSet<>(seenBefore);
        for (long from : all) {
            Set<Object> fresh = new HashSet<>(bins.getOrDefault(from, Map.of()).keySet());
            fresh.removeAll(seen);
            seen.addAll(fresh);
            boolean wanted = metrics.cohort() == null || metrics.cohort() == from;
            if (fresh.isEmpty() || !wanted) {
                continue;
            }
            for (long to : all.subList(all.indexOf(from), all.size())) {
                guard.step();
                Set<Object> there = bins.getOrDefault(to, Map.of()).keySet();
                long stayed = there.stream().filter(fresh::contains).count();
                long unseen = to == from
                        ? fresh.size()
                        : there.stream().filter(id -> !seen.contains(id)).count();
                double retention = (double) stayed / fresh.size();
                write(
                        output,
                        dimensions,
                        true,
                        2,
                        from,
                        to,
                        unseen,
                        stayed,
                        fresh.size() - stayed,
                        retention,
                        1 - retention);
            }
        }
    }
}
