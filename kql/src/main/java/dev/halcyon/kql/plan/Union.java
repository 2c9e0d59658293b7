package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/**
 * The rows of all branches (R101).
 *
 * @param columns the unified output columns
 * @param branches each with one expression for each output column, over the branch's own input: a reference, or a
 *     literal where the branch has no such column
 */
public record Union(List<PlanColumn> columns, List<Branch> branches) implements Relation {
    public Union {
        columns = List.copyOf(columns);
        branches = List.copyOf(branches);
        for (Branch branch : branches) {
            if (branch.values().size() != columns.size()) {
                throw new IllegalArgumentException(
                        "A branch has " + branch.values().size() + " values for " + columns.size() + " columns");
            }
        }
    }

    /** One input of a union. */
    public record Branch(Relation input, List<ScalarExpression> values) {
        public Branch {
            Objects.requireNonNull(input, "input");
            values = List.copyOf(values);
        }
    }
}
