package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/** Computes the output columns from each input row; {@code project*}, {@code extend}, {@code print}. Order is kept. */
public record Project(Relation input, List<Assignment> assignments) implements Relation {
    public Project {
        Objects.requireNonNull(input, "input");
        assignments = List.copyOf(assignments);
    }

    @Override
    public List<PlanColumn> columns() {
        return assignments.stream().map(Assignment::target).toList();
    }
}
