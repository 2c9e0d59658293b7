package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

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
            values = values instanceof SparseValues ? values : List.copyOf(values);
        }

        /**
         * A branch with few columns in a union with many.
         *
         * @param missing the values of a branch without any of the columns; literals, shared by the branches
         * @param own by position, the values that are there
         */
        public static Branch of(Relation input, List<ScalarExpression> missing, Map<Integer, ScalarExpression> own) {
            return new Branch(input, new SparseValues(missing, own));
        }

        /** The branch over another input, with what it reads of that input. */
        public Branch over(Relation other, UnaryOperator<ScalarExpression> change) {
            return new Branch(
                    other,
                    values instanceof SparseValues sparse
                            ? sparse.withOwn(change)
                            : values.stream().map(change).toList());
        }
    }
}
