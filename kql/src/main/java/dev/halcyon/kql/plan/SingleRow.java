package dev.halcyon.kql.plan;

import java.util.List;

/** One row without columns: the input of {@code print}. */
public record SingleRow() implements Relation {
    @Override
    public List<PlanColumn> columns() {
        return List.of();
    }
}
