package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Objects;

/** {@code toscalar(t)}: the first cell of an uncorrelated relation, null when it has no row; evaluated once (R132). */
public record ScalarSubquery(Relation relation) implements ScalarExpression {
    public ScalarSubquery {
        Objects.requireNonNull(relation, "relation");
    }

    @Override
    public ScalarType type() {
        return relation.columns().getFirst().type();
    }

    @Override
    public List<ScalarExpression> operands() {
        return List.of();
    }
}
