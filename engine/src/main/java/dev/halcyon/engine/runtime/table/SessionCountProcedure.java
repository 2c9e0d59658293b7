package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.kql.plan.SessionCount;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sessions by walking along the timeline of each id. */
final class SessionCountProcedure implements TableProcedure {

    private static final int FIRST_DIMENSION = 2;
    private static final int BIN_BYTES = 64;

    private final SessionCount sessions;
    private final TreeMap<Long, Long> bins = new TreeMap<>();

    SessionCountProcedure(SessionCount sessions) {
        this.sessions = sessions;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        RowReader row = inputs.open(0);
        int columns = row.columns().size();
        RowKey dimensions = null;
        Object id = null;
        boolean known = false;
        long last = 0;
        while (row.next()) {
            guard.step();
            if (row.isNull(0)) {
                continue;
            }
            RowKey currentDimensions = RowValues.key(row, FIRST_DIMENSION, columns);
            if (!currentDimensions.equals(dimensions)) {
                write(dimensions, output, guard);
                dimensions = currentDimensions;
                known = false;
            }
            Object currentId = RowValues.read(row, 1);
            if (!java.util.Objects.equals(currentId, id)) {
                id = currentId;
                known = false;
            }
            long time = row.getLong(0);
            boolean begins = !known || time - last >= sessions.lookBack();
            known = true;
            last = time;
            if (begins && time >= sessions.start() && time < sessions.end()) {
                count(Math.floorDiv(time, sessions.bin()) * sessions.bin(), guard);
            }
        }
        write(dimensions, output, guard);
    }

    private void count(long bin, ComputationGuard guard) {
        if (bins.merge(bin, 1L, Long::sum) == 1) {
            guard.reserve(BIN_BYTES);
        }
    }

    private void write(@Nullable RowKey dimensions, RowSink output, ComputationGuard guard) {
        if (dimensions == null) {
            return;
        }
        bins.forEach((bin, count) -> {
            @Nullable Object[] row = new Object[dimensions.size() + 2];
            row[0] = bin;
            for (int index = 0; index < dimensions.size(); index++) {
                row[index + 1] = dimensions.get(index);
            }
            row[row.length - 1] = count;
            output.add(row);
        });
        guard.release((long) bins.size() * BIN_BYTES);
        bins.clear();
    }
}
