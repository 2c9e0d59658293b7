package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/** The first {@code count} rows in the input's order, any rows when it has none (R123). */
public record Limit(Relation input, long count) implements Relation {
    public Limit {
        Objects.requireNonNull(input, "input");
        if (count < 0) {
            throw new IllegalArgumentException("count is negative: " + count);
        }
    }

    @Override
    public List<PlanColumn> columns() {
        return input.columns();
    }
}
