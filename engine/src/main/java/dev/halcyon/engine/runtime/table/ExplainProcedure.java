package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.explain.BinnedColumn;
import dev.halcyon.analytics.explain.Condition;
import dev.halcyon.analytics.explain.Ranks;
import dev.halcyon.analytics.explain.RowWeights;
import dev.halcyon.analytics.explain.Segment;
import dev.halcyon.analytics.explain.SegmentSearch;
import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.Json;
import dev.halcyon.engine.runtime.QueryFailure;
import dev.halcyon.kql.plan.SegmentExplanation;
import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Codes the columns, searches for segments, and writes them as predicates. */
final class ExplainProcedure implements TableProcedure {

    private static final int FIRST_CAPACITY = 1024;
    private static final MathContext DIGITS = new MathContext(10);

    private final SegmentExplanation explanation;

    ExplainProcedure(SegmentExplanation explanation) {
        this.explanation = explanation;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        List<ExplainingColumn> columns = new ArrayList<>();
        Rows rows = read(inputs, columns, guard);
        boolean[] truth = rows.truth;
        if (explanation.timed()) {
            guard.reserve(6L * Long.BYTES * truth.length);
            Ranks ranks = Ranks.of(rows.times);
            columns.removeIf(column -> column.follows(rows.times, ranks));
            guard.release(6L * Long.BYTES * truth.length);
        }
        RowWeights weights = explanation.weighted() ? RowWeights.of(rows.weights, truth) : RowWeights.equal();
        List<BinnedColumn> binned = new ArrayList<>();
        for (ExplainingColumn column : columns) {
            guard.reserve(truth.length);
            binned.add(column.bin(truth, weights, explanation.bins()));
        }
        List<Segment> segments = SegmentSearch.of(
                binned,
                truth,
                weights,
                new SegmentSearch.Limits(
                        explanation.conditions(),
                        explanation.segments(),
                        explanation.support(),
                        explanation.probability()),
                guard::step);
        double holding = weights.total(truth, true);
        double others = weights.total(truth, false);
        for (int number = 0; number < segments.size(); number++) {
            write(number, segments.get(number), columns, holding, others, output);
        }
    }

    /** Whether the condition holds, what the rows weigh if they do not all count once, and their time if it has one. */
    private record Rows(boolean[] truth, double[] weights, long[] times) {}

    /** Rows whose condition is missing are neither; rows that weigh nothing do not count. */
    private Rows read(TableInputs inputs, List<ExplainingColumn> columns, ComputationGuard guard) {
        int time = explanation.weighted() ? 2 : 1;
        int first = explanation.timed() ? time + 1 : time;
        CodedInput input = inputs.openCoded(0, first);
        RowReader row = input.rows();
        for (int column = first; column < row.columns().size(); column++) {
            columns.add(ExplainingColumn.of(input, column));
        }
        boolean[] truth = new boolean[FIRST_CAPACITY];
        double[] weights = new double[explanation.weighted() ? FIRST_CAPACITY : 0];
        long[] times = new long[explanation.timed() ? FIRST_CAPACITY : 0];
        int rows = 0;
        while (row.next()) {
            guard.step();
            double weight = explanation.weighted() ? weight(row) : 1;
            if (row.isNull(0) || weight == 0) {
                continue;
            }
            if (rows == truth.length) {
                // The search holds a few lists of row numbers besides.
                guard.reserve((8L * Integer.BYTES + 4L * Long.BYTES) * rows);
                truth = Arrays.copyOf(truth, 2 * rows);
                weights = Arrays.copyOf(weights, explanation.weighted() ? 2 * rows : 0);
                times = Arrays.copyOf(times, explanation.timed() ? 2 * rows : 0);
            }
            if (explanation.timed()) {
                times[rows] = row.isNull(time) ? ExplainingColumn.NO_TIME : row.getLong(time);
            }
            if (explanation.weighted()) {
                weights[rows] = weight;
            }
            truth[rows] = row.getBoolean(0);
            for (int column = 0; column < columns.size(); column++) {
                columns.get(column).add(row, column + first, rows, guard);
            }
            rows++;
        }
        return new Rows(
                Arrays.copyOf(truth, rows),
                Arrays.copyOf(weights, explanation.weighted() ? rows : 0),
                Arrays.copyOf(times, explanation.timed() ? rows : 0));
    }

    private static double weight(RowReader row) {
        if (row.isNull(1)) {
            return 0;
        }
        boolean isTicks = row.columns().get(1).type() == ScalarType.TIMESPAN;
        double weight = isTicks ? row.getLong(1) : row.getReal(1);
        if (weight >= 0 && Double.isFinite(weight)) {
            return weight;
        }
        throw new QueryFailure(
                "halcyon_explain() weighs rows by numbers from 0 on, not by %s; filter such rows".formatted(weight));
    }

    private void write(
            int number,
            Segment segment,
            List<ExplainingColumn> columns,
            double holding,
            double others,
            RowSink output) {
        List<String> predicates = new ArrayList<>();
        List<Json> conditions = new ArrayList<>();
        for (Condition condition : segment.conditions()) {
            ExplainingColumn column = columns.get(condition.column());
            predicates.add(column.predicate(condition));
            conditions.add(column.json(condition));
        }
        double size = segment.weightTrue() + segment.weightFalse();
        double all = holding + others;
        List<Object> cells = new ArrayList<>(List.of(
                (long) number,
                String.join(" and ", predicates),
                new Json.Array(conditions).write(),
                segment.countTrue(),
                segment.countFalse(),
                segment.weightTrue() / holding,
                segment.weightFalse() / others,
                segment.weightTrue() / size / (holding / all),
                size / all,
                segment.score(),
                segment.pValue()));
        if (explanation.weighted()) {
            cells.add(rounded(segment.weightTrue()));
            cells.add(rounded(segment.weightFalse()));
        }
        output.add(cells.toArray());
    }

    /** Digits that only tell of the binary unit of the weights are left out. */
    private static double rounded(double sum) {
        return sum == Math.rint(sum) ? sum : new BigDecimal(sum).round(DIGITS).doubleValue();
    }
}
