package dev.halcyon.learn.detect;

/**
 * A row with what was expected of it.
 *
 * @param ticks time, 100 ns since 0001-01-01T00:00:00Z
 * @param group the series it belongs to
 * @param actual what happened
 * @param predicted what the model expected
 * @param anomaly 1 unexpectedly high, -1 unexpectedly low, 0 as expected
 */
public record ScoredRow(long ticks, String group, double actual, double predicted, int anomaly) {
    /** Actual minus predicted. */
    public double residual() {
        return actual - predicted;
    }
}
