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

    private DifferencePatterns() {}

    /**
     * The patterns, the most different first.
     *
     * @param table with weights in both sets
     * @param threshold the least difference of shares, 0 … 1
     * @param dimensions how many columns may be fixed that do not follow from others
     * @param step called now and then; what it throws ends the search
     */
    public static List<Pattern> of(CodedTable table, double threshold, int dimensions, Runnable step) {
        double total = table.total();
        double otherTotal = table.otherTotal();
        if (!(total > 0) || !(otherTotal > 0)) {
            return List.of();
        }
        ClosedPatterns.Support support =
                (weight, other) -> weight >= threshold * total || other >= threshold * otherTotal;
        Comparator<Pattern> byDifference = Comparator.comparingDouble(
                        (Pattern pattern) -> Math.abs(difference(pattern, total, otherTotal)))
                .reversed()
                .thenComparing(Comparator.comparingInt(Pattern::fixed).reversed())
                .thenComparing(Pattern::codes, Arrays::compare);
        List<Pattern> different = ClosedPatterns.of(table, support, dimensions, step).stream()
                .filter(pattern -> Math.abs(difference(pattern, total, otherTotal)) >= threshold)
                .sorted(byDifference)
                .toList();
        List<Pattern> chosen = new ArrayList<>();
        for (Pattern pattern : different) {
            step.run();
            boolean first = difference(pattern, total, otherTotal) > 0;
            boolean repeated = chosen.stream()
                    .filter(earlier -> difference(earlier, total, otherTotal) > 0 == first)
                    .anyMatch(earlier -> repeats(table, pattern, earlier, first));
            if (!repeated) {
                chosen.add(pattern);
            }
        }
        return chosen;
    }

    /** The share in the first set minus that in the second. */
    public static double difference(Pattern pattern, double total, double otherTotal) {
        return pattern.weight() / total - pattern.otherWeight() / otherTotal;
    }

    private static boolean repeats(CodedTable table, Pattern pattern, Pattern earlier, boolean first) {
        double[] weights = first ? table.weights() : table.otherWeights();
        double common = 0;
        double own = 0;
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] > 0 && pattern.matches(table, row)) {
                own += weights[row];
                common += earlier.matches(table, row) ? weights[row] : 0;
            }
        }
        return common > MOST_REPEATED * own;
    }
}
