package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/**
 * Joins two relations on equal keys; null matches null, NaN matches NaN (R23, R25). The missing side of an outer join
 * is null, strings {@code ""} (R20).
 *
 * @param keys pairs over the left and the right input, of equal type; empty for a cross product
 * @param assignments the output columns: left ones, then right ones under their final names (R97); each expression is
 *     a reference to a column of one side
 */
public record Join(JoinKind kind, Relation left, Relation right, List<KeyPair> keys, List<Assignment> assignments)
        implements Relation {
    public Join {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        keys = List.copyOf(keys);
        assignments = List.copyOf(assignments);
    }

    @Override
    public List<PlanColumn> columns() {
        return assignments.stream().map(Assignment::target).toList();
    }

    /** Two expressions that must be equal: {@code left} over the left input, {@code right} over the right one. */
    public record KeyPair(ScalarExpression left, ScalarExpression right) {
        public KeyPair {
            Objects.requireNonNull(left, "left");
            Objects.requireNonNull(right, "right");
        }
    }
}
