package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Objects;

/**
 * {@code value in (t)} with the first column of an uncorrelated relation (R17, R53).
 *
 * @param relation its first column has the type of {@code value}
 * @param negated {@code !in}: a null value is kept
 * @param ignoreCase {@code in~}
 */
public record InSubquery(ScalarExpression value, Relation relation, boolean negated, boolean ignoreCase)
        implements ScalarExpression {
    public InSubquery {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(relation, "relation");
    }

    @Override
    public ScalarType type() {
        return ScalarType.BOOL;
    }

    @Override
    public List<ScalarExpression> operands() {
        return List.of(value);
    }
}
