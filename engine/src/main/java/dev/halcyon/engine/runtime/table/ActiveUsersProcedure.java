package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.kql.plan.ActiveUsersCount;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Walks along the periods of each id with those of the look-back window at hand. */
final class ActiveUsersProcedure implements TableProcedure {

    private static final int FIRST_DIMENSION = 3;
    private static final int BIN_BYTES = 64;

    private final ActiveUsersCount active;
    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private final TreeSet<Long> bins = new TreeSet<>();

    ActiveUsersProcedure(ActiveUsersCount active) {
        this.active = active;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        RowReader row = inputs.open(0);
        int columns = row.columns().size();
        RowKey dimensions = null;
        Object id = null;
        ArrayDeque<Long> window = new ArrayDeque<>();
        while (row.next()) {
            guard.step();
            RowKey currentDimensions = RowValues.key(row, FIRST_DIMENSION, columns);
            Object currentId = RowValues.read(row, 1);
            boolean sameGroup = currentDimensions.equals(dimensions);
            if (!sameGroup || !Objects.equals(currentId, id)) {
                endId(guard);
                window.clear();
                id = currentId;
            }
            if (!sameGroup) {
                write(dimensions, output, guard);
                dimensions = currentDimensions;
            }
            long period = row.getLong(0);
            window.addLast(period);
            while (window.getFirst() <= period - active.lookBack()) {
                window.removeFirst();
            }
            if (window.size() >= active.periods() && period >= active.start() && period <= active.end()) {
                bins.add(Math.floorDiv(period - active.start(), active.bin()) * active.bin() + active.start());
            }
        }
        endId(guard);
        write(dimensions, output, guard);
    }

    private void endId(ComputationGuard guard) {
        for (long bin : bins) {
            if (counts.merge(bin, 1L, Long::sum) == 1) {
                guard.reserve(BIN_BYTES);
            }
        }
        bins.clear();
    }

    private void write(@Nullable RowKey dimensions, RowSink output, ComputationGuard guard) {
        if (dimensions != null) {
            counts.forEach((bin, count) -> {
                @Nullable Object[] row = new Object[dimensions.size() + 2];
                row[0] = bin;
                dimensions.copyTo(row, 1);
                row[row.length - 1] = count;
                output.add(row);
            });
        }
        guard.release((long) counts.size() * BIN_BYTES);
        counts.clear();
    }
}
