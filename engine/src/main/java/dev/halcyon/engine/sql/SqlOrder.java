package dev.halcyon.engine.sql;

import java.util.Objects;

/** One key of an {@code ORDER BY}. */
public record SqlOrder(SqlExpression expression, boolean descending, boolean nullsFirst) {
    public SqlOrder {
        Objects.requireNonNull(expression, "expression");
    }
}
