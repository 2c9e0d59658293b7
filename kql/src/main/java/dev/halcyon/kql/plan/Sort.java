package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/** Orders the rows; strings by code point (R105). */
public record Sort(Relation input, List<SortKey> keys) implements Relation {
    public Sort {
        Objects.requireNonNull(input, "input");
        keys = List.copyOf(keys);
    }

    @Override
    public List<PlanColumn> columns() {
        return input.columns();
    }
}
