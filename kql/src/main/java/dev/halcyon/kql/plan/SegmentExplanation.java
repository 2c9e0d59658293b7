package dev.halcyon.kql.plan;

/**
 * The plugin {@code halcyon_explain}: segments of a table in which a condition holds more often than elsewhere.
 *
 * <p>Input: the condition, the rows' weight if they have one, the time that the condition reads if it reads one, then the columns to explain by. Output: the segment's number, its predicate, its conditions as
 * dynamic, the rows in it where the condition holds and where not, the shares of all such rows, lift, support, score,
 * probability by chance, and with weights what the rows weigh where the condition holds and where not.
 *
 * @param weighted whether rows have weights
 * @param timed whether the condition reads a time
 * @param conditions how many conditions a segment may have
 * @param segments how many segments there may be
 * @param bins into how many parts numbers are cut
 * @param support the least share of the rows to explain that a segment must hold, 0 … 1
 * @param probability the greatest probability by chance, corrected for the number of tests
 */
public record SegmentExplanation(
        boolean weighted, boolean timed, int conditions, int segments, int bins, double support, double probability)
        implements TableComputation {

    @Override
    public String name() {
        return "halcyon_explain";
    }
}
