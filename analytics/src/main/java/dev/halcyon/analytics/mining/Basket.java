package dev.halcyon.analytics.mining;

import java.util.List;

/** The plugin {@code basket} (series.md, section 7): all frequent closed patterns. Exact, without sampling. */
public final class Basket {

    private Basket() {}

    /**
     * The patterns with at least a share of the table's weight.
     *
     * @param table made with this share or a smaller one
     * @param threshold 0 … 1
     * @param dimensions how many columns may be fixed
     * @param step called now and then; what it throws ends the search
     */
    public static List<Pattern> of(CodedTable table, double threshold, int dimensions, Runnable step) {
        return ClosedPatterns.of(table, threshold, dimensions, step).stream()
                .sorted(Pattern.BY_SIZE)
                .toList();
    }
}
