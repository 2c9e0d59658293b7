package dev.halcyon.analytics.explain;

/** Spearman's rank correlation: 1 where one number grows whenever the other does, whatever their scales. */
public final class RankCorrelation {

    private RankCorrelation() {}

    /** The correlation of pairs; 0 where one of the numbers is always the same. */
    public static double of(long[] left, long[] right) {
        Ranks ranks = Ranks.of(left);
        Ranks others = Ranks.of(right);
        double products = 0;
        for (int index = 0; index < left.length; index++) {
            products += ranks.rank(left[index]) * others.rank(right[index]);
        }
        double greatest = Math.sqrt(ranks.squares() * others.squares());
        return greatest == 0 ? 0 : products / greatest;
    }

    /**
     * Whether the correlation of pairs is greater than a bound, or less than its opposite. Mostly few pairs tell that it
     * is not: the squared differences of ranks, and those of their sums, then are too great already.
     */
    public static boolean exceeds(double bound, long[] left, Ranks ranks, long[] right, Ranks others) {
        double greatest = Math.sqrt(ranks.squares() * others.squares());
        if (greatest == 0) {
            return false;
        }
        double most = ranks.squares() + others.squares() - 2 * bound * greatest;
        double differences = 0;
        double sums = 0;
        for (int index = 0; index < left.length && (differences < most || sums < most); index++) {
            double rank = ranks.rank(left[index]);
            double other = others.rank(right[index]);
            differences += (rank - other) * (rank - other);
            sums += (rank + other) * (rank + other);
        }
        return differences < most || sums < most;
    }
}
