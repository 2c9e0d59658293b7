package dev.halcyon.kql.plan;

import java.util.Objects;

/** One key of a sort order; the defaults of R105 are already filled in. NaN sorts next to null. */
public record SortKey(ScalarExpression expression, boolean descending, boolean nullsFirst) {
    public SortKey {
        Objects.requireNonNull(expression, "expression");
    }
}
