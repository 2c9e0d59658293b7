package dev.halcyon.kql.plan;

import java.util.List;
import java.util.Objects;

/**
 * The rows of a relation that stands in several places and is computed once: {@code materialize()}, and operators that
 * read their input twice (R132). Uses that hold the same {@code input} object share its rows.
 *
 * @param input what is computed
 * @param columns this use's own identities of the input's columns, in its order
 * @param ordered true when the order of the rows means something (R106); the same for all uses
 */
public record Materialized(Relation input, List<PlanColumn> columns, boolean ordered) implements Relation {
    public Materialized {
        Objects.requireNonNull(input, "input");
        columns = List.copyOf(columns);
        if (columns.size() != input.columns().size()) {
            throw new IllegalArgumentException("%d columns for %d"
                    .formatted(columns.size(), input.columns().size()));
        }
    }

    /** Rows in no order. */
    public Materialized(Relation input, List<PlanColumn> columns) {
        this(input, columns, false);
    }
}
