package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/**
 * Defines the targets as the result of an aggregate: one column for most, several for {@code arg_max} and its like,
 * whose values all come from one row.
 */
public record AggregateAssignment(List<PlanColumn> targets, AggregateCall call) {
    public AggregateAssignment {
        targets = List.copyOf(targets);
        Objects.requireNonNull(call, "call");
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("An aggregate defines at least one column");
        }
    }
}
