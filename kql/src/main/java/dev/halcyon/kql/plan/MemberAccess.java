package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Objects;

/** {@code d.name} on a dynamic value; null when there is no such member (R64). */
public record MemberAccess(ScalarExpression operand, String name) implements ScalarExpression {
    public MemberAccess {
        Objects.requireNonNull(operand, "operand");
        Objects.requireNonNull(name, "name");
    }

    @Override
    public ScalarType type() {
        return ScalarType.DYNAMIC;
    }

    @Override
    public List<ScalarExpression> operands() {
        return List.of(operand);
    }
}
