package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/**
 * The first {@code count} rows in the input's order, any rows when it has none (R123).
 *
 * @param partition when not empty, so many rows of each group of rows that are equal in these expressions; null equals
 *     null
 */
public record Limit(Relation input, long count, List<ScalarExpression> partition) implements Relation {
    public Limit {
        Objects.requireNonNull(input, "input");
        partition = List.copyOf(partition);
        if (count < 0) {
            throw new IllegalArgumentException("count is negative: " + count);
        }
    }

    /** The first rows of all. */
    public Limit(Relation input, long count) {
        this(input, count, List.of());
    }

    @Override
    public List<PlanColumn> columns() {
        return input.columns();
    }
}
