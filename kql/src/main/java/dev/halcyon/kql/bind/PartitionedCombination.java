package dev.halcyon.kql.bind;

import dev.halcyon.kql.bind.PartitionedPlan.Part;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.JoinKind;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Union;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins and unions in a plan over all partitions, and aggregates over partitions that may have lost all rows. */
final class PartitionedCombination {

    private final BindingSession session;
    private final PartitionedPlan plan;

    PartitionedCombination(BindingSession session, PartitionedPlan plan) {
        this.session = session;
        this.plan = plan;
    }

    /** Rows that do not depend on the partition, once for each. */
    Part everyPartitionWith(Relation relation) {
        Part partitions = plan.partitions();
        return partitions.with(PartitionedPlan.cross(partitions.relation(), relation), false);
    }

    Part join(Join join) {
        boolean rightDepends = plan.expressions().touches(join.right());
        return switch (join.kind()) {
            case INNER, INNER_UNIQUE, LEFT_OUTER, LEFT_SEMI, LEFT_ANTI ->
                rightDepends || !plan.expressions().touches(join.left()) ? both(join) : left(join);
            case RIGHT_OUTER, FULL_OUTER, RIGHT_SEMI, RIGHT_ANTI -> both(join);
        };
    }

    /** The right side is the same for all partitions. */
    private Part left(Join join) {
        Part left = plan.of(join.left());
        Relation rows = left.relation();
        List<Join.KeyPair> keys = new ArrayList<>();
        List<ScalarExpression> unique = new ArrayList<>(left.keyReferences());
        for (Join.KeyPair pair : join.keys()) {
            ScalarExpression key = plan.expressions().within(pair.left(), left);
            unique.add(key);
            keys.add(new Join.KeyPair(key, pair.right()));
        }
        JoinKind kind = join.kind();
        if (kind == JoinKind.INNER_UNIQUE) {
            // R95: one row for each key, in each partition.
            rows = new Limit(rows, 1, unique);
            kind = JoinKind.INNER;
        }
        List<Assignment> assignments = new ArrayList<>(join.assignments());
        assignments.addAll(left.alongAssignments());
        return left.with(
                new Join(kind, rows, join.right(), keys, assignments), left.complete() && kind == JoinKind.LEFT_OUTER);
    }

    private Part both(Join join) {
        Part left = plan.of(join.left());
        Part right = plan.of(join.right());
        List<Join.KeyPair> keys = new ArrayList<>();
        for (Join.KeyPair pair : join.keys()) {
            keys.add(new Join.KeyPair(
                    plan.expressions().within(pair.left(), left),
                    plan.expressions().within(pair.right(), right)));
        }
        for (int index = 0; index < left.keys().size(); index++) {
            keys.add(new Join.KeyPair(
                    left.keyReferences().get(index), right.keyReferences().get(index)));
        }
        List<Assignment> assignments = new ArrayList<>(join.assignments());
        return switch (join.kind()) {
            case INNER, INNER_UNIQUE, LEFT_OUTER, LEFT_SEMI, LEFT_ANTI -> {
                assignments.addAll(left.alongAssignments());
                boolean complete = left.complete() && join.kind() == JoinKind.LEFT_OUTER;
                yield left.with(new Join(join.kind(), left.relation(), right.relation(), keys, assignments), complete);
            }
            case RIGHT_OUTER, RIGHT_SEMI, RIGHT_ANTI -> {
                assignments.addAll(right.alongAssignments());
                boolean complete = right.complete() && join.kind() == JoinKind.RIGHT_OUTER;
                yield right.with(new Join(join.kind(), left.relation(), right.relation(), keys, assignments), complete);
            }
            case FULL_OUTER -> full(join, left, right, keys, assignments);
        };
    }

    /** The keys come from whichever side has the row. */
    private Part full(Join join, Part left, Part right, List<Join.KeyPair> keys, List<Assignment> assignments) {
        assignments.addAll(left.alongAssignments());
        assignments.addAll(right.alongAssignments());
        Relation joined = new Join(JoinKind.FULL_OUTER, left.relation(), right.relation(), keys, assignments);
        List<Assignment> result = new ArrayList<>();
        join.columns().forEach(column -> result.add(new Assignment(column, new ColumnReference(column))));
        List<PlanColumn> ofKeys = either(left.keys(), right.keys(), result);
        List<PlanColumn> ofCarried = either(left.carried(), right.carried(), result);
        return new Part(new Project(joined, result), ofKeys, ofCarried, left.complete() || right.complete());
    }

    private List<PlanColumn> either(List<PlanColumn> left, List<PlanColumn> right, List<Assignment> result) {
        List<PlanColumn> columns = new ArrayList<>();
        for (int index = 0; index < left.size(); index++) {
            PlanColumn first = left.get(index);
            PlanColumn column = session.ids().column(first.name(), first.type());
            result.add(new Assignment(
                    column,
                    plan.call(
                            "coalesce",
                            first.type(),
                            new ColumnReference(first),
                            new ColumnReference(right.get(index)))));
            columns.add(column);
        }
        return columns;
    }

    Part union(Union union) {
        List<Union.Branch> branches = new ArrayList<>();
        List<PlanColumn> keys = List.of();
        List<PlanColumn> carried = List.of();
        boolean complete = false;
        for (Union.Branch branch : union.branches()) {
            Part part = plan.of(branch.input());
            List<ScalarExpression> values = new ArrayList<>();
            branch.values().forEach(value -> values.add(plan.expressions().within(value, part)));
            part.along().forEach(column -> values.add(new ColumnReference(column)));
            branches.add(new Union.Branch(part.relation(), values));
            keys = part.keys();
            carried = part.carried();
            complete |= part.complete();
        }
        List<PlanColumn> ownKeys = Relations.fresh(keys, session.ids());
        List<PlanColumn> ownCarried = Relations.fresh(carried, session.ids());
        List<PlanColumn> columns = new ArrayList<>(union.columns());
        columns.addAll(ownKeys);
        columns.addAll(ownCarried);
        return new Part(new Union(columns, branches), ownKeys, ownCarried, complete);
    }

    /**
     * R85: an aggregate without keys has a row also where no row is left. The groups there are meet all partitions of
     * the input; one that has no group takes the aggregates of an empty table.
     */
    Part completed(Aggregate aggregate, Part input) {
        List<AggregateAssignment> found = new ArrayList<>();
        for (AggregateAssignment each : aggregate.aggregates()) {
            found.add(new AggregateAssignment(Relations.fresh(each.targets(), session.ids()), each.call()));
        }
        Part groups = plan.grouped(aggregate, input, found);
        PlanColumn marker = session.ids().column("found", ScalarType.BOOL);
        List<Assignment> marked =
                new ArrayList<>(Relations.passThrough(groups.relation().columns()));
        marked.add(PartitionedPlan.marker(marker));
        Relation right = new Project(groups.relation(), marked);
        Part partitions = plan.partitions();
        List<Join.KeyPair> keys = new ArrayList<>();
        for (int index = 0; index < groups.keys().size(); index++) {
            keys.add(new Join.KeyPair(
                    partitions.keyReferences().get(index),
                    groups.keyReferences().get(index)));
        }
        List<Assignment> joined = new ArrayList<>(partitions.alongAssignments());
        found.forEach(each -> joined.addAll(Relations.passThrough(each.targets())));
        joined.addAll(Relations.passThrough(List.of(marker)));
        Relation all = new Join(JoinKind.LEFT_OUTER, partitions.relation(), right, keys, joined);
        Aggregate nothing = ofNothing(aggregate, input);
        Relation both = PartitionedPlan.cross(all, nothing);
        List<Assignment> result = new ArrayList<>();
        ScalarExpression missing = plan.call("isnull", ScalarType.BOOL, new ColumnReference(marker));
        for (int index = 0; index < found.size(); index++) {
            List<PlanColumn> targets = aggregate.aggregates().get(index).targets();
            for (int column = 0; column < targets.size(); column++) {
                PlanColumn target = targets.get(column);
                result.add(new Assignment(
                        target,
                        plan.call(
                                "iff",
                                target.type(),
                                missing,
                                new ColumnReference(nothing.aggregates()
                                        .get(index)
                                        .targets()
                                        .get(column)),
                                new ColumnReference(found.get(index).targets().get(column)))));
            }
        }
        result.addAll(partitions.alongAssignments());
        return partitions.with(new Project(both, result), true);
    }

    private Aggregate ofNothing(Aggregate aggregate, Part input) {
        List<PlanColumn> columns = Relations.fresh(input.relation().columns(), session.ids());
        Map<PlanColumn, PlanColumn> renamed = new HashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            renamed.put(input.relation().columns().get(index), columns.get(index));
        }
        List<AggregateAssignment> aggregates = new ArrayList<>();
        for (AggregateAssignment each : aggregate.aggregates()) {
            AggregateCall call = plan.expressions().within(each.call(), input);
            aggregates.add(new AggregateAssignment(
                    Relations.fresh(each.targets(), session.ids()),
                    new AggregateCall(
                            call.function(),
                            call.arguments().stream()
                                    .map(argument -> PlanExpressions.withColumns(argument, renamed))
                                    .toList(),
                            call.type())));
        }
        return new Aggregate(new InlineTable(columns, List.of()), List.of(), aggregates);
    }
}
