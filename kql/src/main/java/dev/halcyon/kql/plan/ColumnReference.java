package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Objects;

/** The value of an input column. */
public record ColumnReference(PlanColumn column) implements ScalarExpression {
    public ColumnReference {
        Objects.requireNonNull(column, "column");
    }

    @Override
    public ScalarType type() {
        return column.type();
    }

    @Override
    public List<ScalarExpression> operands() {
        return List.of();
    }
}
