package dev.halcyon.kql.plan;

/**
 * The plugin {@code rows_near}: the rows around those that meet a condition.
 *
 * <p>Input: the condition (bool), then the columns of the output; in the order of the rows.
 */
public record RowsNear(long before, long after) implements TableComputation {
    @Override
    public String name() {
        return "rows_near";
    }
}
