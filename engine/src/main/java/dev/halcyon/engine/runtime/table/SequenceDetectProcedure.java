package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.kql.plan.SequenceDetect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the sequences that later records may go on with, by the number of steps they have. */
final class SequenceDetectProcedure implements TableProcedure {

    private static final int SEQUENCE_BYTES = 64;

    private final SequenceDetect detect;
    private final List<ArrayDeque<long[]>> begun = new ArrayList<>();

    SequenceDetectProcedure(SequenceDetect detect) {
        this.detect = detect;
        for (int step = 0; step < detect.steps(); step++) {
            begun.add(new ArrayDeque<>());
        }
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        RowReader row = inputs.open(0);
        int columns = row.columns().size();
        RowKey dimensions = null;
        while (row.next()) {
            guard.step();
            if (row.isNull(0)) {
                continue;
            }
            RowKey current = RowValues.key(row, 1 + detect.steps(), columns);
            if (!current.equals(dimensions)) {
                for (ArrayDeque<long[]> sequences : begun) {
                    guard.release((long) sequences.size() * SEQUENCE_BYTES);
                    sequences.clear();
                }
                dimensions = current;
            }
            long time = row.getLong(0);
            // Last step first: a record is one step of a sequence, not two.
            for (int step = detect.steps() - 1; step >= 0; step--) {
                if (!row.isNull(1 + step) && row.getBoolean(1 + step)) {
                    extend(step, time, current, output, guard);
                }
            }
        }
    }

    private void extend(int step, long time, RowKey dimensions, RowSink output, ComputationGuard guard) {
        if (step == 0) {
            accept(new long[] {time}, dimensions, output, guard);
            return;
        }
        ArrayDeque<long[]> sequences = begun.get(step - 1);
        while (!sequences.isEmpty() && time - sequences.getFirst()[step - 1] > detect.stepSpan()) {
            sequences.removeFirst();
            guard.release(SEQUENCE_BYTES);
        }
        for (long[] sequence : sequences) {
            guard.step();
            if (time - sequence[0] <= detect.span()) {
                long[] longer = java.util.Arrays.copyOf(sequence, step + 1);
                longer[step] = time;
                accept(longer, dimensions, output, guard);
            }
        }
    }

    private void accept(long[] sequence, RowKey dimensions, RowSink output, ComputationGuard guard) {
        if (sequence.length < detect.steps()) {
            guard.reserve(SEQUENCE_BYTES);
            begun.get(sequence.length - 1).addLast(sequence);
            return;
        }
        @Nullable Object[] row = new Object[dimensions.size() + sequence.length + 1];
        dimensions.copyTo(row, 0);
        for (int step = 0; step < sequence.length; step++) {
            row[dimensions.size() + step] = sequence[step];
        }
        row[row.length - 1] = sequence[sequence.length - 1] - sequence[0];
        output.add(row);
    }
}
