package dev.halcyon.kql.plan;

/**
 * The plugin {@code rolling_percentile}: for each bin the percentile of the values of the last bins.
 *
 * <p>Input: the bin, the value, then the dimensions; without nulls, ordered by dimensions, bin and value. Output: the
 * bin, the dimensions, the value.
 *
 * @param percentile from 0 to 100
 * @param step the width of a bin
 * @param bins how many bins a window has, its own included
 */
public record RollingPercentile(double percentile, long step, long bins) implements TableComputation {
    @Override
    public String name() {
        return "rolling_percentile";
    }
}
