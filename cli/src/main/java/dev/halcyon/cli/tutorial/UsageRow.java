package dev.halcyon.cli.tutorial;

import java.time.Instant;

/**
 * How much of one data type was ingested.
 *
 * @param time resolution 100 ns
 * @param quantity finite, in the series' unit
 */
public record UsageRow(Instant time, String dataType, double quantity) {
    UsageKey key() {
        return new UsageKey(time, dataType);
    }
}
