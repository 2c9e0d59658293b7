package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.kql.plan.SessionCount;

/** Sessions by walking along the timeline of each id. */
final class SessionCountProcedure implements TableProcedure {

    private static final int FIRST_DIMENSION = 2;

    private final SessionCount sessions;
    private final BinCounts bins = new BinCounts();

    SessionCountProcedure(SessionCount sessions) {
        this.sessions = sessions;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        RowReader row = inputs.open(0);
        IdTimelines timelines = new IdTimelines(row, FIRST_DIMENSION);
        boolean known = false;
        long last = 0;
        while (timelines.next()) {
            guard.step();
            RowKey ended = timelines.ended();
            if (ended != null) {
                bins.write(ended, output, guard);
            }
            known &= !timelines.idBegins();
            if (row.isNull(0)) {
                continue;
            }
            long time = row.getLong(0);
            boolean begins = !known || time - last >= sessions.lookBack();
            known = true;
            last = time;
            if (begins && time >= sessions.start() && time < sessions.end()) {
                bins.add(Math.floorDiv(time, sessions.bin()) * sessions.bin(), guard);
            }
        }
        RowKey ended = timelines.dimensions();
        if (ended != null) {
            bins.write(ended, output, guard);
        }
    }
}
