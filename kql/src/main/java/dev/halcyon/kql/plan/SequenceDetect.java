package dev.halcyon.kql.plan;

/**
 * The plugin {@code sequence_detect}: records that meet conditions one after the other.
 *
 * <p>Input: the time, a bool for each step, then the dimensions; ordered by dimensions and time. Output: the
 * dimensions, the time of each step, the span from the first to the last.
 *
 * @param steps how many conditions there are
 * @param stepSpan most time between two steps
 * @param span most time from the first step to the last
 */
public record SequenceDetect(int steps, long stepSpan, long span) implements TableComputation {
    @Override
    public String name() {
        return "sequence_detect";
    }
}
