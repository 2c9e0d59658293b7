package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import java.util.ArrayList;
import java.util.List;

/** The columns of one input of a match: the keys first, then each expression that the pattern needs, once. */
final class GraphColumns {

    private final ColumnIds ids;
    private final List<Assignment> assignments = new ArrayList<>();

    GraphColumns(ColumnIds ids, List<PlanColumn> keys) {
        this.ids = ids;
        this.assignments.addAll(Relations.passThrough(keys));
    }

    /** The position of the column that holds an expression's value. */
    int position(ScalarExpression expression) {
        for (int index = 0; index < assignments.size(); index++) {
            if (assignments.get(index).expression().equals(expression)) {
                return index;
            }
        }
        PlanColumn column = expression instanceof ColumnReference reference
                ? ids.column(reference.column().column())
                : ids.column("value" + assignments.size(), expression.type());
        assignments.add(new Assignment(column, expression));
        return assignments.size() - 1;
    }

    /** The input itself, of the nodes or edges. */
    Relation input(Relation relation) {
        return new Project(relation, assignments);
    }
}
