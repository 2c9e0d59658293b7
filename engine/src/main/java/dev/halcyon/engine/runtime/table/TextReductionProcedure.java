package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.mining.ClosedPatterns;
import dev.halcyon.analytics.mining.TextReduction.Reduced;
import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.QueryFailure;
import dev.halcyon.kql.plan.TextReduction;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts the texts, reduces them, and writes the patterns or the rows again with their patterns. */
final class TextReductionProcedure implements TableProcedure {

    private static final int ENTRY_BYTES = 256;

    private final TextReduction reduction;

    TextReductionProcedure(TextReduction reduction) {
        this.reduction = reduction;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        Map<String, Long> counts = new HashMap<>();
        ArrayDeque<RowKey> rows = new ArrayDeque<>();
        RowReader row = inputs.open(0);
        int columns = row.columns().size();
        while (row.next()) {
            guard.step();
            String text = row.getString(0);
            if (counts.merge(text, 1L, Long::sum) == 1) {
                guard.reserve(ENTRY_BYTES + 3 * RowValues.bytes(text));
            }
            if (reduction.keepsRows()) {
                // Reading the input again may give other rows: a sample of them, say.
                RowKey cells = RowValues.key(row, 0, columns);
                guard.reserve(cells.bytes());
                rows.addLast(cells);
            }
        }
        Map<String, String> patterns = new HashMap<>();
        List<Reduced> reduced = reduced(counts, patterns, guard);
        if (reduction.keepsRows()) {
            writeRows(rows, patterns, output, guard);
        } else {
            reduced.forEach(each -> output.add(each.pattern(), each.count(), each.representative()));
        }
    }

    private List<Reduced> reduced(Map<String, Long> counts, Map<String, String> patterns, ComputationGuard guard) {
        try {
            return dev.halcyon.analytics.mining.TextReduction.of(
                    counts, patterns, reduction.threshold(), reduction.separators(), guard::step);
        } catch (ClosedPatterns.TooManyPatterns e) {
            throw new QueryFailure("reduce finds too many patterns; lower the threshold or filter the rows");
        }
    }

    private static void writeRows(
            ArrayDeque<RowKey> rows, Map<String, String> patterns, RowSink output, ComputationGuard guard) {
        while (!rows.isEmpty()) {
            guard.step();
            RowKey row = rows.removeFirst();
            guard.release(row.bytes());
            @Nullable Object[] read = row.copy();
            @Nullable Object[] cells = new Object[read.length];
            System.arraycopy(read, 1, cells, 0, read.length - 1);
            cells[read.length - 1] = Objects.requireNonNull(patterns.get((String) read[0]));
            output.add(cells);
        }
    }
}
