package dev.halcyon.analytics.periods;

/**
 * A seasonal period.
 *
 * @param period in points
 * @param score 0 … 1, 1 for a series that repeats itself exactly
 */
public record ScoredPeriod(double period, double score) {}
