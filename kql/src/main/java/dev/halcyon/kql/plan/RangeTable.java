package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/**
 * {@code range c from a to b step s}: inclusive, empty when the step leads away from {@code to} (R131).
 *
 * @param column long, real, datetime or timespan
 * @param from first value, of the column's type
 * @param to last possible value, of the column's type
 * @param step of the column's type, timespan for a datetime
 */
public record RangeTable(PlanColumn column, ScalarExpression from, ScalarExpression to, ScalarExpression step)
        implements Relation {
    public RangeTable {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(step, "step");
    }

    @Override
    public List<PlanColumn> columns() {
        return List.of(column);
    }
}
