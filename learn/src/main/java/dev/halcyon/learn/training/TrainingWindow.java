package dev.halcyon.learn.training;

import dev.halcyon.learn.feature.GroupedSeries;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.feature.Ticks;
import java.time.Instant;

/**
 * Which rows a model was fitted on.
 *
 * @param first time of the oldest row
 * @param last time of the newest row, not before {@code first}
 * @param rows number of rows, at least 1
 */
public record TrainingWindow(Instant first, Instant last, int rows) {
    public TrainingWindow {
        if (last.isBefore(first) || rows < 1) {
            throw new IllegalArgumentException("%d rows from %s to %s are no window.".formatted(rows, first, last));
        }
    }

    /**
     * The window of all rows of a series.
     *
     * @throws InvalidDataException for no rows
     */
    public static TrainingWindow of(GroupedSeries series) {
        int rows = series.rowCount();
        if (rows == 0) {
            throw new InvalidDataException("There are no rows to learn from.", "Train on a longer window.");
        }
        return new TrainingWindow(Ticks.toInstant(series.ticks(0)), Ticks.toInstant(series.ticks(rows - 1)), rows);
    }
}
