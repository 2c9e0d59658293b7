package dev.halcyon.analytics.explain;

import java.util.Comparator;

/**
 * A column's code lies in a range.
 *
 * @param column the column's position
 * @param from the least code
 * @param to the greatest code
 */
public record Condition(int column, int from, int to) {

    static final Comparator<Condition> ORDER = Comparator.comparingInt(Condition::column)
            .thenComparingInt(Condition::from)
            .thenComparingInt(Condition::to);
}
