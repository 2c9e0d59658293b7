package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a table while more are defined: a known name is replaced in place, a new one appended (R83). */
final class ExtendedColumns {

    private final Rowset input;
    private final List<Assignment> assignments;
    private final Set<Integer> hidden;

    ExtendedColumns(Rowset input) {
        this.input = input;
        this.assignments =
                new ArrayList<>(Relations.passThrough(input.relation().columns()));
        this.hidden = new HashSet<>(input.hidden());
    }

    void define(PlanColumn target, ScalarExpression value) {
        Assignment assignment = new Assignment(target, value);
        for (int index = 0; index < assignments.size(); index++) {
            PlanColumn existing = assignments.get(index).target();
            if (existing.name().equals(target.name())) {
                assignments.set(index, assignment);
                hidden.remove(existing.id());
                return;
            }
        }
        assignments.add(assignment);
    }

    /** The rows of {@code source}, which has all columns of the input, with the columns defined. */
    Rowset over(Relation source) {
        return new Rowset(
                new Project(source, assignments),
                hidden,
                input.serialized(),
                input.name(),
                input.visualization(),
                input.open());
    }
}
