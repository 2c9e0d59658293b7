package dev.halcyon.engine;

import java.time.Duration;

/**
 * What a query cost.
 *
 * @param elapsed wall time since its start
 * @param rowsReturned rows that left the cursor
 * @param bytesReturned their size as text, in bytes
 */
public record ExecutionStatistics(Duration elapsed, long rowsReturned, long bytesReturned) {}
