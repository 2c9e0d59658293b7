package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Objects;

/** An implicit conversion that the binder inserted: number widening, or dynamic to a scalar type; failures are null. */
public record Conversion(ScalarExpression operand, ScalarType type) implements ScalarExpression {
    public Conversion {
        Objects.requireNonNull(operand, "operand");
        Objects.requireNonNull(type, "type");
    }

    @Override
    public List<ScalarExpression> operands() {
        return List.of(operand);
    }
}
