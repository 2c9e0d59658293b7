package dev.halcyon.engine.runtime.table;

import dev.halcyon.analytics.mining.Autocluster;
import dev.halcyon.analytics.mining.Basket;
import dev.halcyon.analytics.mining.ClosedPatterns;
import dev.halcyon.analytics.mining.CodedTable;
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

    private static final int ROW_BYTES = 96;

    private final PatternMining mining;
    private final List<CodeBook> books = new ArrayList<>();

    PatternMiningProcedure(PatternMining mining) {
        this.mining = mining;
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        CodedTable table = read(inputs.open(0), guard);
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
        List<List<@Nullable Object>> values = new ArrayList<>();
        books.forEach(book -> values.add(book.sorted()));
        for (int segment = 0; segment < patterns.size(); segment++) {
            output.add(row(segment, patterns.get(segment), table, values));
        }
    }

    private CodedTable read(RowReader row, ComputationGuard guard) {
        boolean differs = mining.kind() == PatternMining.Kind.DIFFPATTERNS;
        int weightColumn = differs ? 1 : 0;
        int first = weightColumn + (mining.weighted() ? 1 : 0);
        int width = mining.wildcards().size();
        for (int column = 0; column < width; column++) {
            books.add(new CodeBook());
        }
        CodedTable.Builder builder = new CodedTable.Builder();
        while (row.next()) {
            guard.step();
            double weight = mining.weighted() ? weight(row, weightColumn) : 1;
            String set = differs ? row.getString(0) : "";
            boolean isFirst = !differs || set.equals(mining.firstSet());
            boolean isSecond = differs && set.equals(mining.secondSet());
            if (weight > 0 && (isFirst || isSecond)) {
                int[] codes = new int[width];
                for (int column = 0; column < width; column++) {
                    codes[column] = books.get(column).code(RowValues.read(row, first + column), guard);
                }
                if (builder.add(codes, isFirst ? weight : 0, isSecond ? weight : 0)) {
                    guard.reserve(ROW_BYTES + 3L * Integer.BYTES * width);
                }
            }
        }
        return builder.build(books.stream().map(CodeBook::ranks).toList());
    }

    /** What is missing, negative or no number weighs nothing. */
    private static double weight(RowReader row, int column) {
        double weight = row.isNull(column) ? 0 : row.getReal(column);
        return Double.isFinite(weight) ? weight : 0;
    }

    private @Nullable Object[] row(
            int segment, Pattern pattern, CodedTable table, List<List<@Nullable Object>> values) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add((long) segment);
        cells.add(Math.round(pattern.weight()));
        double percent = 100 * pattern.weight() / table.total();
        if (mining.kind() == PatternMining.Kind.DIFFPATTERNS) {
            double otherPercent = 100 * pattern.otherWeight() / table.otherTotal();
            cells.add(Math.round(pattern.otherWeight()));
            cells.add(twoDecimals(percent));
            cells.add(twoDecimals(otherPercent));
            cells.add(twoDecimals(Math.abs(percent - otherPercent)));
        } else {
            cells.add(percent);
        }
        for (int column = 0; column < values.size(); column++) {
            int code = pattern.codes()[column];
            cells.add(
                    code == Pattern.ANY ? wildcard(column) : values.get(column).get(code));
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
