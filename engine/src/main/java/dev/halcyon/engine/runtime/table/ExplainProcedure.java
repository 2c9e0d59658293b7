package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.explain.BinnedColumn;
import dev.halcyon.analytics.explain.Condition;
import dev.halcyon.analytics.explain.Segment;
import dev.halcyon.analytics.explain.SegmentSearch;
import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.Json;
import dev.halcyon.kql.plan.SegmentExplanation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Codes the columns, searches for segments, and writes them as predicates. */
final class ExplainProcedure implements TableProcedure {

    private static final int FIRST_CAPACITY = 1024;

    private final SegmentExplanation explanation;

    ExplainProcedure(SegmentExplanation explanation) {
        this.explanation = explanation;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        List<ExplainingColumn> columns = new ArrayList<>();
        boolean[] truth = read(inputs.open(0), columns, guard);
        List<BinnedColumn> binned = new ArrayList<>();
        for (ExplainingColumn column : columns) {
            guard.reserve(truth.length);
            binned.add(column.bin(truth, explanation.bins()));
        }
        List<Segment> segments = SegmentSearch.of(
                binned,
                truth,
                new SegmentSearch.Limits(
                        explanation.conditions(),
                        explanation.segments(),
                        explanation.support(),
                        explanation.probability()),
                guard::step);
        long holding = 0;
        for (boolean holds : truth) {
            holding += holds ? 1 : 0;
        }
        for (int number = 0; number < segments.size(); number++) {
            write(number, segments.get(number), columns, holding, truth.length, output);
        }
    }

    /** Rows whose condition is missing are neither. */
    private static boolean[] read(RowReader row, List<ExplainingColumn> columns, ComputationGuard guard) {
        for (int column = 1; column < row.columns().size(); column++) {
            columns.add(ExplainingColumn.of(row.columns().get(column)));
        }
        boolean[] truth = new boolean[FIRST_CAPACITY];
        int rows = 0;
        while (row.next()) {
            guard.step();
            if (row.isNull(0)) {
                continue;
            }
            if (rows == truth.length) {
                // The search holds a few lists of row numbers besides.
                guard.reserve(8L * Integer.BYTES * rows);
                truth = Arrays.copyOf(truth, 2 * rows);
            }
            truth[rows] = row.getBoolean(0);
            for (int column = 0; column < columns.size(); column++) {
                columns.get(column).add(row, column + 1, rows, guard);
            }
            rows++;
        }
        return Arrays.copyOf(truth, rows);
    }

    private static void write(
            int number, Segment segment, List<ExplainingColumn> columns, long holding, int rows, RowSink output) {
        List<String> predicates = new ArrayList<>();
        List<Json> conditions = new ArrayList<>();
        for (Condition condition : segment.conditions()) {
            ExplainingColumn column = columns.get(condition.column());
            predicates.add(column.predicate(condition));
            conditions.add(column.json(condition));
        }
        double size = segment.countTrue() + segment.countFalse();
        output.add(
                (long) number,
                String.join(" and ", predicates),
                new Json.Array(conditions).write(),
                segment.countTrue(),
                segment.countFalse(),
                segment.countTrue() / (double) holding,
                segment.countFalse() / (double) (rows - holding),
                segment.countTrue() / size / (holding / (double) rows),
                size / rows,
                segment.score(),
                segment.pValue());
    }
}
