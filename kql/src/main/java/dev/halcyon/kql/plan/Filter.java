package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/** Keeps the rows whose predicate (bool) is true; null counts as false (R19). Order is kept. */
public record Filter(Relation input, ScalarExpression predicate) implements Relation {
    public Filter {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(predicate, "predicate");
    }

    @Override
    public List<PlanColumn> columns() {
        return input.columns();
    }
}
