package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.mining.ClosedPatterns;
import dev.halcyon.analytics.mining.TextReduction.Reduced;
import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.QueryFailure;
import dev.halcyon.kql.plan.TextReduction;
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
        Map<String, Long> counts = count(inputs.open(0), guard);
        Map<String, String> patterns = new HashMap<>();
        List<Reduced> reduced;
        try {
            reduced = dev.halcyon.analytics.mining.TextReduction.of(
                    counts, patterns, reduction.threshold(), reduction.separators(), guard::step);
        } catch (ClosedPatterns.TooManyPatterns e) {
            throw new QueryFailure("reduce finds too many patterns; lower the threshold or filter the rows");
        }
        if (reduction.keepsRows()) {
            writeRows(inputs.open(0), patterns, output, guard);
        } else {
            reduced.forEach(each -> output.add(each.pattern(), each.count(), each.representative()));
        }
    }

    private static Map<String, Long> count(RowReader row, ComputationGuard guard) {
        Map<String, Long> counts = new HashMap<>();
        while (row.next()) {
            guard.step();
            String text = row.getString(0);
            if (counts.merge(text, 1L, Long::sum) == 1) {
                guard.reserve(ENTRY_BYTES + 3 * RowValues.bytes(text));
            }
        }
        return counts;
    }

    private static void writeRows(RowReader row, Map<String, String> patterns, RowSink output, ComputationGuard guard) {
        int columns = row.columns().size();
        while (row.next()) {
            guard.step();
            @Nullable Object[] cells = new Object[columns];
            for (int column = 1; column < columns; column++) {
                cells[column - 1] = RowValues.read(row, column);
            }
            cells[columns - 1] = Objects.requireNonNull(patterns.get(row.getString(0)));
            output.add(cells);
        }
    }
}
