package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.SingleRow;
import java.util.List;
import java.util.Optional;

/** Values that are the same for all rows and that only the engine can compute, such as the cell of {@code toscalar}. */
final class ComputedConstants {

    private ComputedConstants() {}

    /** The value of an expression that reads no row; empty where a query is bound but not run. */
    static Optional<Literal> of(ScalarExpression expression, BindingSession session) {
        if (expression instanceof Literal literal) {
            return Optional.of(literal);
        }
        return session.context().probe().map(probe -> {
            PlanColumn column = session.ids().column("value", expression.type());
            Relation one = new Project(new SingleRow(), List.of(new Assignment(column, expression)));
            return probe.rows(one, 1).getFirst().getFirst();
        });
    }
}
