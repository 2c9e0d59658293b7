package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One row for each element of dynamic arrays or bags (R111, R112). Several expanded columns advance together, padded
 * with null; an empty array gives no row; null and scalars give one row.
 *
 * @param columns the output in order: input columns pass through by identity unless an expansion replaces them in
 *     place, new columns follow
 * @param expansions what is expanded into which of {@code columns}
 * @param itemIndex the 0-based index column of {@code with_itemindex}, one of {@code columns}
 * @param arrayBags true for {@code kind=array}: a bag's elements are {@code [key, value]} pairs instead of bags
 * @param rowLimit most rows that one input row may give
 */
public record MvExpand(
        Relation input,
        List<PlanColumn> columns,
        List<Expansion> expansions,
        Optional<PlanColumn> itemIndex,
        boolean arrayBags,
        long rowLimit)
        implements Relation {
    public MvExpand {
        Objects.requireNonNull(input, "input");
        columns = List.copyOf(columns);
        expansions = List.copyOf(expansions);
        Objects.requireNonNull(itemIndex, "itemIndex");
    }

    /** {@code source} (dynamic) is expanded; each element is converted like a cast to the target's type. */
    public record Expansion(PlanColumn target, ScalarExpression source) {
        public Expansion {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(source, "source");
        }
    }
}
