package dev.halcyon.kql.bind;

/**
 * The request's time range: an extra filter on {@code TimeGenerated} of every stored table.
 *
 * @param fromTicks first instant, inclusive
 * @param toTicks end, exclusive
 */
public record TimeRange(long fromTicks, long toTicks) {}
