package dev.halcyon.kql.plan;

/**
 * The plugin {@code session_count}: how many sessions begin in each bin of a timeline. An id that was not seen for
 * {@code lookBack} begins a session.
 *
 * <p>Input: the time (whole numbers or ticks), the id, then the dimensions; ordered by dimensions, id and time. Output:
 * the bin's start, the dimensions, the count.
 */
public record SessionCount(long start, long end, long bin, long lookBack) implements TableComputation {
    public SessionCount {
        if (bin <= 0) {
            throw new IllegalArgumentException("bin is not positive: " + bin);
        }
    }

    @Override
    public String name() {
        return "session_count";
    }
}
