package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.NearestRank;
import dev.halcyon.kql.plan.RollingPercentile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the sorted values of the bins of a window. */
final class RollingPercentileProcedure implements TableProcedure {

    private static final int FIRST_DIMENSION = 2;

    private final RollingPercentile rolling;
    private final ArrayDeque<Bin> window = new ArrayDeque<>();

    RollingPercentileProcedure(RollingPercentile rolling) {
        this.rolling = rolling;
    }

    /** The values of a bin, in order. */
    private record Bin(long start, List<Comparable<Object>> values) {
        long bytes() {
            return values.size() * 32L;
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        RowReader row = inputs.open(0);
        int columns = row.columns().size();
        RowKey dimensions = null;
        Bin bin = null;
        while (row.next()) {
            guard.step();
            RowKey current = RowValues.key(row, FIRST_DIMENSION, columns);
            boolean sameGroup = current.equals(dimensions);
            if (bin == null || !sameGroup || bin.start() != row.getLong(0)) {
                end(dimensions, bin, output, guard);
                if (!sameGroup) {
                    window.forEach(old -> guard.release(old.bytes()));
                    window.clear();
                }
                bin = new Bin(row.getLong(0), new ArrayList<>());
                dimensions = current;
            }
            Object value = RowValues.read(row, 1);
            if (value != null) {
                bin.values().add((Comparable<Object>) value);
            }
        }
        end(dimensions, bin, output, guard);
    }

    private void end(@Nullable RowKey dimensions, @Nullable Bin bin, RowSink output, ComputationGuard guard) {
        if (bin == null || dimensions == null || bin.values().isEmpty()) {
            return;
        }
        guard.reserve(bin.bytes());
        window.addLast(bin);
        while (window.getFirst().start() <= bin.start() - rolling.step() * rolling.bins()) {
            guard.release(window.removeFirst().bytes());
        }
        List<Comparable<Object>> values = new ArrayList<>();
        window.forEach(each -> values.addAll(each.values()));
        guard.reserve(values.size() * 8L);
        values.sort(null);
        guard.release(values.size() * 8L);
        int rank = (int) NearestRank.of(rolling.percentile(), values.size());
        @Nullable Object[] row = new Object[dimensions.size() + 2];
        row[0] = bin.start();
        dimensions.copyTo(row, 1);
        row[row.length - 1] = values.get(rank - 1);
        output.add(row);
    }
}
