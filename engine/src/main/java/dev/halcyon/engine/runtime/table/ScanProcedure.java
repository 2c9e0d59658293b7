package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.interpret.RowExpression;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Scan;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code scan} (R126). The state of step k is the sequence of the last records of the steps up to k; a record moves the
 * sequence of the step before it on, else it extends the step's own.
 */
final class ScanProcedure implements TableProcedure {

    private final Scan scan;
    private final List<PlanColumn> inputColumns;
    private final List<CompiledStep> steps = new ArrayList<>();
    private final int recordSize;
    private final @Nullable Object[] emptyRecord;
    private final Map<RowKey, Sequences> partitions = new LinkedHashMap<>();

    ScanProcedure(Scan scan, List<PlanColumn> inputColumns, ExpressionCompiler compiler) {
        this.scan = scan;
        this.inputColumns = inputColumns;
        this.recordSize = scan.rowColumns() + scan.defaults().size();
        this.emptyRecord = emptyRecord();
        List<PlanColumn> slots = new ArrayList<>(inputColumns);
        scan.steps().forEach(step -> slots.addAll(step.state()));
        for (Scan.Step step : scan.steps()) {
            List<CompiledAssignment> assignments = new ArrayList<>();
            step.assignments()
                    .forEach(each -> assignments.add(
                            new CompiledAssignment(each.position(), compiler.compile(each.value(), slots))));
            steps.add(new CompiledStep(step.output(), compiler.compile(step.condition(), slots), assignments));
        }
    }

    private record CompiledStep(Scan.Output output, RowExpression condition, List<CompiledAssignment> assignments) {}

    private record CompiledAssignment(int position, RowExpression value) {}

    /** An active sequence: the last record of each step so far. */
    private static final class Sequence {
        private final @Nullable Object[][] records;
        private final long match;
        private boolean pending;

        Sequence(@Nullable Object[][] records, long match) {
            this.records = records;
            this.match = match;
        }
    }

    /** The active sequence of each step, within one partition. */
    private static final class Sequences {
        private final @Nullable Sequence[] active;
        private long matches;

        Sequences(int steps) {
            this.active = new Sequence[steps];
        }
    }

    /** What an expression sees: the row, and the sequence that it would continue. */
    private final class View implements RowExpression.Cells {
        private @Nullable Object[] input = new Object[0];
        private @Nullable Sequence sequence;

        @Override
        public @Nullable Object get(int slot) {
            if (slot < input.length) {
                return input[slot];
            }
            int step = (slot - input.length) / recordSize;
            int position = (slot - input.length) % recordSize;
            @Nullable Object[] record = sequence == null ? null : sequence.records[step];
            return record == null ? emptyRecord[position] : record[position];
        }
    }

    private @Nullable Object[] emptyRecord() {
        @Nullable Object[] record = new Object[recordSize];
        for (int index = 0; index < recordSize; index++) {
            Object value = index < scan.rowColumns()
                    ? inputColumns.get(index).type() == ScalarType.STRING ? "" : null
                    : scan.defaults().get(index - scan.rowColumns()).value();
            record[index] = value instanceof Integer number ? (Object) number.longValue() : value;
        }
        return record;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        RowReader row = inputs.open(0);
        int columns = row.columns().size();
        View view = new View();
        while (row.next()) {
            guard.step();
            @Nullable Object[] input = new Object[columns];
            for (int index = 0; index < columns; index++) {
                input[index] = RowValues.read(row, index);
            }
            view.input = input;
            Sequences sequences = partitions.computeIfAbsent(key(input), key -> {
                guard.reserve(key.bytes() + (long) steps.size() * steps.size() * recordSize * Long.BYTES);
                return new Sequences(steps.size());
            });
            for (int step = steps.size() - 1; step >= 0; step--) {
                match(step, view, sequences, output);
            }
        }
        for (Sequences sequences : partitions.values()) {
            for (int step = 0; step < steps.size(); step++) {
                end(step, sequences, output);
            }
        }
    }

    private RowKey key(@Nullable Object[] input) {
        @Nullable Object[] key = new Object[scan.keys().size()];
        for (int index = 0; index < key.length; index++) {
            key[index] = input[scan.keys().get(index)];
        }
        return new RowKey(key);
    }

    private void match(int step, View view, Sequences sequences, RowSink output) {
        CompiledStep compiled = steps.get(step);
        Sequence before = step == 0 ? null : sequences.active[step - 1];
        if (before != null) {
            view.sequence = before;
            if (isTrue(compiled.condition(), view)) {
                @Nullable Object[] record = record(compiled, view);
                end(step, sequences, output);
                end(step - 1, sequences, output);
                sequences.active[step - 1] = null;
                accept(step, before, record, sequences, output);
                return;
            }
        }
        Sequence own = sequences.active[step];
        if (own == null && step > 0) {
            return;
        }
        view.sequence = own;
        if (isTrue(compiled.condition(), view)) {
            @Nullable Object[] record = record(compiled, view);
            Sequence continued = own != null ? own : new Sequence(new Object[steps.size()][], sequences.matches++);
            accept(step, continued, record, sequences, output);
        }
    }

    private static boolean isTrue(RowExpression condition, View view) {
        return Boolean.TRUE.equals(condition.evaluate(view));
    }

    /** The row with the step's assignments; a declared column without one has its default. */
    private @Nullable Object[] record(CompiledStep step, View view) {
        @Nullable Object[] record = emptyRecord.clone();
        System.arraycopy(view.input, 0, record, 0, scan.rowColumns());
        for (CompiledAssignment assignment : step.assignments()) {
            record[assignment.position()] = assignment.value().evaluate(view);
        }
        return record;
    }

    private void accept(int step, Sequence sequence, @Nullable Object[] record, Sequences sequences, RowSink output) {
        sequence.records[step] = record;
        sequences.active[step] = sequence;
        switch (steps.get(step).output()) {
            case ALL -> write(record, sequence.match, output);
            case LAST -> sequence.pending = true;
            case NONE -> {}
        }
    }

    /** The series of records of a step is over. */
    private void end(int step, Sequences sequences, RowSink output) {
        Sequence sequence = sequences.active[step];
        if (sequence != null && sequence.pending) {
            sequence.pending = false;
            @Nullable Object[] record = sequence.records[step];
            write(record, sequence.match, output);
        }
    }

    private void write(@Nullable Object[] record, long match, RowSink output) {
        @Nullable Object[] row = java.util.Arrays.copyOf(record, recordSize + (scan.withMatchId() ? 1 : 0));
        if (scan.withMatchId()) {
            row[recordSize] = match;
        }
        output.add(row);
    }
}
