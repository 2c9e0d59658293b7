package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.kql.plan.RowsNear;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Keeps the last rows at hand until one meets the condition. */
final class RowsNearProcedure implements TableProcedure {

    private final RowsNear near;

    RowsNearProcedure(RowsNear near) {
        this.near = near;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        RowReader row = inputs.open(0);
        int columns = row.columns().size();
        ArrayDeque<RowKey> before = new ArrayDeque<>();
        long after = 0;
        while (row.next()) {
            guard.step();
            boolean meets = !row.isNull(0) && row.getBoolean(0);
            RowKey values = RowValues.key(row, 1, columns);
            if (meets) {
                while (!before.isEmpty()) {
                    write(before.removeFirst(), output, guard);
                }
                output.add(values.copy());
                after = near.after();
            } else if (after > 0) {
                output.add(values.copy());
                after--;
            } else if (near.before() > 0) {
                guard.reserve(values.bytes());
                before.addLast(values);
                if (before.size() > near.before()) {
                    guard.release(before.removeFirst().bytes());
                }
            }
        }
    }

    private static void write(RowKey values, RowSink output, ComputationGuard guard) {
        guard.release(values.bytes());
        @Nullable Object[] cells = values.copy();
        output.add(cells);
    }
}
