package dev.halcyon.analytics.explain;

import java.util.List;

/**
 * Rows that meet all of some conditions.
 *
 * @param conditions of different columns, in their order
 * @param countTrue the rows of the segment where the condition to explain holds
 * @param countFalse its other rows
 * @param weightTrue what its rows weigh where the condition holds; their number where every row counts once
 * @param weightFalse what its other rows weigh
 * @param score the G statistic of the segment against all other rows
 * @param pValue how probable such a score would be by chance, times the number of segments looked at
 */
public record Segment(
        List<Condition> conditions,
        long countTrue,
        long countFalse,
        double weightTrue,
        double weightFalse,
        double score,
        double pValue) {

    public Segment {
        conditions = List.copyOf(conditions);
    }
}
