package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.mining.Autocluster;
import dev.halcyon.analytics.mining.Basket;
import dev.halcyon.analytics.mining.ClosedPatterns;
import dev.halcyon.analytics.mining.CodedTable;
import dev.halcyon.analytics.mining.CodedTableBuilder;
import dev.halcyon.analytics.mining.DifferencePatterns;
import dev.halcyon.analytics.mining.Pattern;
import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.QueryFailure;
import dev.halcyon.kql.plan.PatternMining;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Codes the rows, mines them, and writes the patterns with their values. */
final class PatternMiningProcedure implements TableProcedure {

    private final PatternMining mining;
    private final List<CodeBook> books = new ArrayList<>();

    /** For each column the codes of its frequent values, in the order of the values. */
    private final List<int[]> frequent = new ArrayList<>();

    PatternMiningProcedure(PatternMining mining) {
        this.mining = mining;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        CodedTable table = read(inputs, guard);
        List<Pattern> patterns;
        try {
            patterns = switch (mining.kind()) {
                case AUTOCLUSTER -> Autocluster.of(table, mining.threshold(), mining.limit(), guard::step);
                case BASKET -> Basket.of(table, mining.threshold(), mining.limit(), guard::step);
                case DIFFPATTERNS -> DifferencePatterns.of(table, mining.threshold(), mining.limit(), guard::step);
            };
        } catch (ClosedPatterns.TooManyPatterns e) {
            throw new QueryFailure("%s() finds more than %d patterns; raise the threshold or mine fewer columns"
                    .formatted(mining.name(), ClosedPatterns.MOST));
        }
        for (int segment = 0; segment < patterns.size(); segment++) {
            output.add(row(segment, patterns.get(segment), table));
        }
    }

    private CodedTable read(TableInputs inputs, ComputationGuard guard) {
        boolean differs = mining.kind() == PatternMining.Kind.DIFFPATTERNS;
        int weightColumn = differs ? 1 : 0;
        int first = weightColumn + (mining.weighted() ? 1 : 0);
        CodedInput input = inputs.openCoded(0, first);
        RowReader row = input.rows();
        int[] codes = new int[mining.wildcards().size()];
        for (int column = 0; column < codes.length; column++) {
            books.add(input.book(first + column));
        }
        CodedTableBuilder builder = new CodedTableBuilder(codes.length, guard::reserve);
        while (row.next()) {
            guard.step();
            double weight = mining.weighted() ? weight(row, weightColumn) : 1;
            String set = differs ? row.getString(0) : "";
            boolean isFirst = !differs || set.equals(mining.firstSet());
            boolean isSecond = differs && set.equals(mining.secondSet());
            if (weight > 0 && (isFirst || isSecond)) {
                for (int column = 0; column < codes.length; column++) {
                    codes[column] = books.get(column).code(row, first + column, guard);
                }
                builder.add(codes, weight, isSecond);
            }
        }
        double share = mining.kind() == PatternMining.Kind.AUTOCLUSTER ? Autocluster.LEAST_ADDED : mining.threshold();
        return builder.build(share, this::ordered);
    }

    private int[] ordered(int column, int[] codes) {
        int[] ordered = books.get(column).ordered(codes);
        frequent.add(ordered);
        return ordered;
    }

    /** What is missing, negative or no number weighs nothing. */
    private static double weight(RowReader row, int column) {
        double weight = row.isNull(column) ? 0 : row.getReal(column);
        return Double.isFinite(weight) ? weight : 0;
    }

    private @Nullable Object[] row(int segment, Pattern pattern, CodedTable table) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add((long) segment);
        cells.add(Math.round(table.inUnits(pattern.weight())));
        double percent = 100.0 * pattern.weight() / table.total();
        if (mining.kind() == PatternMining.Kind.DIFFPATTERNS) {
            double otherPercent = 100.0 * pattern.otherWeight() / table.otherTotal();
            cells.add(Math.round(table.inUnits(pattern.otherWeight())));
            cells.add(twoDecimals(percent));
            cells.add(twoDecimals(otherPercent));
            cells.add(twoDecimals(Math.abs(percent - otherPercent)));
        } else {
            cells.add(percent);
        }
        for (int column = 0; column < books.size(); column++) {
            int code = pattern.codes()[column];
            cells.add(code == Pattern.ANY ? wildcard(column) : books.get(column).value(frequent.get(column)[code]));
        }
        return cells.toArray();
    }

    private @Nullable Object wildcard(int column) {
        Object wildcard = mining.wildcards().get(column).value();
        return wildcard instanceof Integer number ? (Object) number.longValue() : wildcard;
    }

    private static double twoDecimals(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
