package dev.halcyon.kql.plan;

import java.util.Objects;

/**
 * The plugins that follow ids through the bins of a timeline.
 *
 * <p>Input: the bin, the id, the number of its records there, then the dimensions; one row for each combination, ordered
 * by dimensions and bin. {@link Measure#NEW_ACTIVITY_METRICS} reads a second input: ids that count as seen before.
 *
 * @param measure what is counted
 * @param start the first bin
 * @param end the last point
 * @param step the width of a bin
 * @param window how far a bin looks back, its own width included
 * @param cohort the only bin whose new ids are followed; null for all
 */
public record ActivityMetrics(
        Measure measure,
        long start,
        long end,
        long step,
        long window,
        @org.jspecify.annotations.Nullable Long cohort) implements TableComputation {
    public ActivityMetrics {
        Objects.requireNonNull(measure, "measure");
        if (step <= 0) {
            throw new IllegalArgumentException("step is not positive: " + step);
        }
    }

    @Override
    public String name() {
        return switch (measure) {
            case ACTIVITY_COUNTS_METRICS -> "activity_counts_metrics";
            case ACTIVITY_METRICS -> "activity_metrics";
            case ACTIVITY_ENGAGEMENT -> "activity_engagement";
            case NEW_ACTIVITY_METRICS -> "new_activity_metrics";
            case SLIDING_WINDOW_COUNTS -> "sliding_window_counts";
        };
    }

    /** What is counted, and with it the output. */
    public enum Measure {
        /** Bin, dimensions, records, ids, new ids, ids so far. */
        ACTIVITY_COUNTS_METRICS,
        /** Bin, dimensions, ids, ids not in the bin before, share that stayed, share that left. */
        ACTIVITY_METRICS,
        /** Bin, dimensions, ids, ids of the window, their ratio. */
        ACTIVITY_ENGAGEMENT,
        /** From bin, to bin, dimensions, new ids, those that stayed, those that left, and the shares. */
        NEW_ACTIVITY_METRICS,
        /** Bin, dimensions, records and ids of the window. */
        SLIDING_WINDOW_COUNTS
    }
}
