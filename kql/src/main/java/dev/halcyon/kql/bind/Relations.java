package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Materialized;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.ScalarType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Small plan fragments that several operators need. */
final class Relations {

    private Relations() {}

    /** The columns passed through unchanged. */
    static List<Assignment> passThrough(List<PlanColumn> columns) {
        return columns.stream()
                .map(column -> new Assignment(column, new ColumnReference(column)))
                .toList();
    }

    /** Columns like these with identities of their own. */
    static List<PlanColumn> fresh(List<PlanColumn> columns, ColumnIds ids) {
        return columns.stream()
                .map(column -> ids.column(column.name(), column.type()))
                .toList();
    }

    /** One more use of rows that are computed once; its columns have identities of their own (R132). */
    static Rowset reuse(Rowset rows, BindingSession session) {
        Relation input = rows.relation();
        List<PlanColumn> columns = fresh(input.columns(), session.ids());
        Set<Integer> hidden = new HashSet<>();
        for (int index = 0; index < columns.size(); index++) {
            session.openColumns().copied(columns.get(index), input.columns().get(index));
            if (rows.hidden().contains(input.columns().get(index).id())) {
                hidden.add(columns.get(index).id());
            }
        }
        return new Rowset(
                new Materialized(input, columns, rows.serialized()),
                hidden,
                rows.serialized(),
                rows.name(),
                rows.visualization(),
                rows.open());
    }

    /** A relation whose only column is the input's first, converted to the type. */
    static Relation firstColumnAs(Relation input, ScalarType type, ColumnIds ids) {
        PlanColumn first = input.columns().getFirst();
        PlanColumn target = first.type() == type ? first : ids.column(first.name(), type);
        return new Project(
                input, List.of(new Assignment(target, ConstantFolder.convert(new ColumnReference(first), type))));
    }
}
