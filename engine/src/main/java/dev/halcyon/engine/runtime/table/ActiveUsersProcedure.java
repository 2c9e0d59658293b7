package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.kql.plan.ActiveUsersCount;
import java.util.ArrayDeque;
import java.util.TreeSet;

/** Walks along the periods of each id with those of the look-back window at hand. */
final class ActiveUsersProcedure implements TableProcedure {

    private static final int FIRST_DIMENSION = 3;

    private final ActiveUsersCount active;
    private final BinCounts counts = new BinCounts();
    private final TreeSet<Long> bins = new TreeSet<>();

    ActiveUsersProcedure(ActiveUsersCount active) {
        this.active = active;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        RowReader row = inputs.open(0);
        IdTimelines timelines = new IdTimelines(row, FIRST_DIMENSION);
        ArrayDeque<Long> window = new ArrayDeque<>();
        while (timelines.next()) {
            guard.step();
            if (timelines.idBegins()) {
                endId(guard);
                window.clear();
            }
            RowKey ended = timelines.ended();
            if (ended != null) {
                counts.write(ended, output, guard);
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
        RowKey ended = timelines.dimensions();
        if (ended != null) {
            counts.write(ended, output, guard);
        }
    }

    private void endId(ComputationGuard guard) {
        bins.forEach(bin -> counts.add(bin, guard));
        bins.clear();
    }
}
