package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Objects;

/**
 * {@code d[index]} on a dynamic value: a long index counts from the end when negative, a string index names a member;
 * null when absent (R64).
 */
public record ElementAccess(ScalarExpression operand, ScalarExpression index) implements ScalarExpression {
    public ElementAccess {
        Objects.requireNonNull(operand, "operand");
        Objects.requireNonNull(index, "index");
    }

    @Override
    public ScalarType type() {
        return ScalarType.DYNAMIC;
    }

    @Override
    public List<ScalarExpression> operands() {
        return List.of(operand, index);
    }
}
