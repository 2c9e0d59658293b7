package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;

/** Small plan fragments that several operators need. */
final class Relations {

    private Relations() {}

    /** The columns passed through unchanged. */
    static List<Assignment> passThrough(List<PlanColumn> columns) {
        return columns.stream()
                .map(column -> new Assignment(column, new ColumnReference(column)))
                .toList();
    }

    /** A relation whose only column is the input's first, converted to the type. */
    static Relation firstColumnAs(Relation input, ScalarType type, ColumnIds ids) {
        PlanColumn first = input.columns().getFirst();
        PlanColumn target = first.type() == type ? first : ids.column(first.name(), type);
        return new Project(
                input, List.of(new Assignment(target, ConstantFolder.convert(new ColumnReference(first), type))));
    }
}
