package dev.halcyon.kql.bind;

import dev.halcyon.kql.bind.PartitionedPlan.Part;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.InSubquery;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.JoinKind;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.Materialized;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.ScalarSubquery;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code toscalar()} and {@code in} over the rows of a partition: the subquery becomes a table with one value, or the
 * distinct values, for each partition, which is joined to the rows that ask for it.
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
        for (ScalarExpression expression : plan.expressions().dependentSubqueries(expressions)) {
            extended = switch (expression) {
                case ScalarSubquery subquery -> withValue(extended, subquery);
                case InSubquery in -> withMembership(extended, in);
                default -> throw new IllegalStateException("No subquery: " + expression);
            };
        }
        return extended;
    }

    private Part withValue(Part rows, ScalarSubquery subquery) {
        Relation table = subquery.relation();
        PlanColumn first = table.columns().getFirst();
        PlanColumn value = session.ids().column(first.name(), first.type());
        Part values =
                plan.of(new Limit(new Project(table, List.of(new Assignment(value, new ColumnReference(first)))), 1));
        plan.expressions().defineValue(subquery, value, new ColumnReference(value));
        return extended(rows, new Addition(values, value, List.of(), Set.of(), "toscalar()"));
    }

    /** R17: the or of comparisons, so that a null is in nothing. */
    private Part withMembership(Part rows, InSubquery in) {
        ScalarExpression first =
                folded(new ColumnReference(in.relation().columns().getFirst()), in);
        PlanColumn member = session.ids().column("member", first.type());
        Relation members = new Aggregate(
                new Filter(in.relation(), call("isnotnull", ScalarType.BOOL, first)),
                List.of(new Assignment(member, first)),
                List.of());
        PlanColumn found = session.ids().column("found", ScalarType.BOOL);
        Part distinct = plan.of(new Project(
                members,
                List.of(
                        new Assignment(member, new ColumnReference(member)),
                        new Assignment(found, Literal.ofBool(true)))));
        ScalarExpression value = folded(plan.expressions().within(in.value(), rows), in);
        if (PlanExpressions.hasWindow(value)) {
            throw plan.refuseInside("in (…) over the partition's rows, of a window function,");
        }
        Set<PlanColumn> needed = new HashSet<>();
        PlanExpressions.collectColumns(value, needed);
        plan.expressions()
                .defineValue(
                        in,
                        found,
                        call(in.negated() ? "isnull" : "isnotnull", ScalarType.BOOL, new ColumnReference(found)));
        return extended(
                rows,
                new Addition(
                        distinct,
                        found,
                        List.of(new Join.KeyPair(value, new ColumnReference(member))),
                        needed,
                        "in (…)"));
    }

    private ScalarExpression folded(ScalarExpression value, InSubquery in) {
        return in.ignoreCase() && value.type() == ScalarType.STRING ? call("tolower", ScalarType.STRING, value) : value;
    }

    private ScalarExpression call(String function, ScalarType type, ScalarExpression argument) {
        return new Call(session.catalogue().get(FunctionKind.SCALAR, function), List.of(argument), type);
    }

    /**
     * A column to join.
     *
     * @param values for each partition
     * @param column of the values
     * @param keys that must be equal besides the partitions'
     * @param needed columns of the rows that the keys read
     * @param what it is, for messages
     */
    private record Addition(
            Part values, PlanColumn column, List<Join.KeyPair> keys, Set<PlanColumn> needed, String what) {}

    private Part extended(Part rows, Addition addition) {
        return rows.with(joined(rows.relation(), rows, addition), rows.complete());
    }

    /** A join has no order: it goes below the operators that keep or make one. */
    private Relation joined(Relation rows, Part part, Addition addition) {
        if (!rows.columns().containsAll(part.keys())) {
            throw plan.refuseInside(addition.what() + " over the partition's rows at this place");
        }
        return switch (rows) {
            case Sort sort
            when fits(sort.input(), part, addition) -> new Sort(joined(sort.input(), part, addition), sort.keys());
            case Filter filter
            when fits(filter.input(), part, addition) ->
                new Filter(joined(filter.input(), part, addition), filter.predicate());
            case Limit limit
            when fits(limit.input(), part, addition) ->
                new Limit(joined(limit.input(), part, addition), limit.count(), limit.partition());
            case Project project
            when fits(project.input(), part, addition) -> {
                List<Assignment> assignments = new ArrayList<>(project.assignments());
                assignments.add(new Assignment(addition.column(), new ColumnReference(addition.column())));
                yield new Project(joined(project.input(), part, addition), assignments);
            }
            default -> join(rows, part, addition);
        };
    }

    private static boolean fits(Relation relation, Part part, Addition addition) {
        return relation.columns().containsAll(part.keys()) && relation.columns().containsAll(addition.needed());
    }

    private Relation join(Relation rows, Part part, Addition addition) {
        if (hasOrder(rows)) {
            throw plan.refuseInside(
                    addition.what() + " over the partition's rows, where their order comes from before it,");
        }
        Part values = addition.values();
        List<Join.KeyPair> keys = new ArrayList<>(addition.keys());
        for (int index = 0; index < part.keys().size(); index++) {
            keys.add(new Join.KeyPair(
                    part.keyReferences().get(index), values.keyReferences().get(index)));
        }
        List<Assignment> assignments = new ArrayList<>(Relations.passThrough(rows.columns()));
        assignments.add(new Assignment(addition.column(), new ColumnReference(addition.column())));
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
