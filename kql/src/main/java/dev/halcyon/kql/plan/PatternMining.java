package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/**
 * The plugins {@code autocluster}, {@code basket} and {@code diffpatterns}: patterns of discrete columns.
 *
 * <p>Input: for {@code diffpatterns} the text that tells the two sets apart; the weight as real when there is one; then
 * the mined columns. Output: the segment's number and its measures, then the mined columns.
 *
 * @param kind which of them
 * @param threshold the least share or difference; for {@code autocluster} the weight of the size
 * @param limit how many columns may be fixed; for {@code autocluster} the number of seeds
 * @param weighted whether the input has a weight
 * @param firstSet the text of the first set, empty for the others
 * @param secondSet the text of the second set, empty for the others
 * @param wildcards what stands for every value, one for each mined column
 */
public record PatternMining(
        Kind kind,
        double threshold,
        int limit,
        boolean weighted,
        String firstSet,
        String secondSet,
        List<Literal> wildcards)
        implements TableComputation {
    public PatternMining {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(firstSet, "firstSet");
        Objects.requireNonNull(secondSet, "secondSet");
        wildcards = List.copyOf(wildcards);
    }

    /** The plugins. */
    public enum Kind {
        AUTOCLUSTER("autocluster"),
        BASKET("basket"),
        DIFFPATTERNS("diffpatterns");

        private final String plugin;

        Kind(String plugin) {
            this.plugin = plugin;
        }
    }

    @Override
    public String name() {
        return kind.plugin;
    }
}
