package dev.halcyon.analytics.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The plugin {@code diffpatterns} (series.md, section 7): patterns whose shares in two sets of rows differ. All closed
 * patterns are searched, the most different first; one that mostly repeats an earlier pattern is left out, which is our
 * choice.
 */
public final class DifferencePatterns {

    private static final double MOST_REPEATED = 0.8;

    private final CodedTable table;
    private final List<Pattern> chosen = new ArrayList<>();

    private DifferencePatterns(CodedTable table) {
        this.table = table;
    }

    /**
     * The patterns, the most different first.
     *
     * @param table with weights in both sets, made with this threshold or a smaller one
     * @param threshold the least difference of shares, 0 … 1
     * @param dimensions how many columns may be fixed
     * @param step called now and then; what it throws ends the search
     */
    public static List<Pattern> of(CodedTable table, double threshold, int dimensions, Runnable step) {
        if (table.total() == 0 || table.otherTotal() == 0) {
            return List.of();
        }
        DifferencePatterns search = new DifferencePatterns(table);
        ClosedPatterns.of(table, threshold, dimensions, step).stream()
                .filter(pattern -> Math.abs(difference(pattern, table)) >= threshold)
                .sorted(Comparator.comparingDouble((Pattern pattern) -> Math.abs(difference(pattern, table)))
                        .reversed()
                        .thenComparing(Comparator.comparingInt(Pattern::fixed).reversed())
                        .thenComparing(Pattern::codes, Arrays::compare))
                .forEachOrdered(pattern -> {
                    step.run();
                    search.choose(pattern);
                });
        return search.chosen;
    }

    /** The share in the first set minus that in the second: by one quotient, so that 57 % and 50 % differ by 0.07. */
    private static double difference(Pattern pattern, CodedTable table) {
        double total = table.total();
        double otherTotal = table.otherTotal();
        return (pattern.weight() * otherTotal - pattern.otherWeight() * total) / (total * otherTotal);
    }

    private void choose(Pattern pattern) {
        boolean first = difference(pattern, table) > 0;
        long[] weights = first ? table.weights() : table.otherWeights();
        List<Pattern> rivals = chosen.stream()
                .filter(earlier -> difference(earlier, table) > 0 == first)
                .toList();
        long[] common = new long[rivals.size()];
        long own = 0;
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] > 0 && pattern.matches(table, row)) {
                own += weights[row];
                for (int rival = 0; rival < common.length; rival++) {
                    common[rival] += rivals.get(rival).matches(table, row) ? weights[row] : 0;
                }
            }
        }
        double ownWeight = own;
        if (Arrays.stream(common).noneMatch(weight -> weight / ownWeight > MOST_REPEATED)) {
            chosen.add(pattern);
        }
    }
}
