package dev.halcyon.kql.plan;

import java.util.Objects;

/** Defines {@code target} as the value of {@code expression}, whose type equals the target's. */
public record Assignment(PlanColumn target, ScalarExpression expression) {
    public Assignment {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(expression, "expression");
        if (target.type() != expression.type()) {
            throw new IllegalArgumentException("%s:%s gets a %s".formatted(target, target.type(), expression.type()));
        }
    }

    /** True when the input column passes through unchanged under its own identity. */
    public boolean isPassThrough() {
        return expression instanceof ColumnReference reference
                && reference.column().equals(target);
    }
}
