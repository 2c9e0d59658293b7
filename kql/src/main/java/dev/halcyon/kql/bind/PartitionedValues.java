package dev.halcyon.kql.bind;

import dev.halcyon.kql.bind.PartitionedPlan.Part;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.JoinKind;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.Materialized;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.ScalarSubquery;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.TableFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code toscalar()} over the rows of a partition: the subquery becomes a table with one value for each partition, which
 * is joined to the rows that ask for it.
 */
final class PartitionedValues {

    private final BindingSession session;
    private final PartitionedPlan plan;

    PartitionedValues(BindingSession session, PartitionedPlan plan) {
        this.session = session;
        this.plan = plan;
    }

    /** The rows with a column for each subquery in the expressions that depends on the partition. */
    Part of(Part rows, List<ScalarExpression> expressions) {
        Part extended = rows;
        for (ScalarSubquery subquery : plan.expressions().dependentSubqueries(expressions)) {
            Relation table = subquery.relation();
            PlanColumn first = table.columns().getFirst();
            PlanColumn value = session.ids().column(first.name(), first.type());
            Part values = plan.of(new Limit(
                    new Project(table, List.of(new Assignment(value, new ColumnReference(first)))), 1));
            extended = extended.with(joined(extended.relation(), extended, values, value), extended.complete());
            plan.expressions().defineValue(subquery, value);
        }
        return extended;
    }

    /** A join has no order: it goes below the operators that keep or make one. */
    private Relation joined(Relation rows, Part part, Part values, PlanColumn value) {
        if (!rows.columns().containsAll(part.keys())) {
            throw plan.refuseInside("toscalar() over the partition's rows at this place");
        }
        return switch (rows) {
            case Sort sort
            when hasKeys(sort.input(), part) -> new Sort(joined(sort.input(), part, values, value), sort.keys());
            case Filter filter
            when hasKeys(filter.input(), part) ->
                new Filter(joined(filter.input(), part, values, value), filter.predicate());
            case Limit limit
            when hasKeys(limit.input(), part) ->
                new Limit(joined(limit.input(), part, values, value), limit.count(), limit.partition());
            case Project project
            when hasKeys(project.input(), part) -> {
                List<Assignment> assignments = new ArrayList<>(project.assignments());
                assignments.add(new Assignment(value, new ColumnReference(value)));
                yield new Project(joined(project.input(), part, values, value), assignments);
            }
            default -> join(rows, part, values, value);
        };
    }

    private static boolean hasKeys(Relation relation, Part part) {
        return relation.columns().containsAll(part.keys());
    }

    private Relation join(Relation rows, Part part, Part values, PlanColumn value) {
        if (hasOrder(rows)) {
            throw plan.refuseInside("toscalar() over the partition's rows, where their order comes from before it,");
        }
        List<Join.KeyPair> keys = new ArrayList<>();
        for (int index = 0; index < part.keys().size(); index++) {
            keys.add(new Join.KeyPair(
                    part.keyReferences().get(index), values.keyReferences().get(index)));
        }
        List<Assignment> assignments = new ArrayList<>(Relations.passThrough(rows.columns()));
        assignments.add(new Assignment(value, new ColumnReference(value)));
        return new Join(JoinKind.LEFT_OUTER, rows, values.relation(), keys, assignments);
    }

    private static boolean hasOrder(Relation relation) {
        return switch (relation) {
            case Sort sort -> true;
            case Filter filter -> hasOrder(filter.input());
            case Limit limit -> hasOrder(limit.input());
            case Project project -> hasOrder(project.input());
            case Materialized materialized -> materialized.ordered() || hasOrder(materialized.input());
            case TableFunction function -> function.ordered();
            default -> false;
        };
    }
}
