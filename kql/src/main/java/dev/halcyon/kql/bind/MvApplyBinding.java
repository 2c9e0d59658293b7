package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.InputRows;
import dev.halcyon.kql.plan.MvExpand;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.ScalarSubquery;
import dev.halcyon.kql.syntax.MvApplyOperator;
import dev.halcyon.kql.syntax.MvExpandOperator;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code mv-apply} (R113): the input is expanded like by {@code mv-expand}, each input row being a partition of the
 * result, and the sub-query becomes a {@link PartitionedPlan}. The input's columns are carried along.
 */
final class MvApplyBinding {

    private final BindingSession session;
    private final Environment environment;

    MvApplyBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset input, MvApplyOperator apply) {
        List<PlanColumn> outer = input.relation().columns();
        List<PlanColumn> copies = Relations.fresh(outer, session.ids());
        List<Assignment> prepared = new ArrayList<>(Relations.passThrough(outer));
        for (int index = 0; index < outer.size(); index++) {
            prepared.add(new Assignment(copies.get(index), new ColumnReference(outer.get(index))));
        }
        MvExpand expand = expand(input, new Project(input.relation(), prepared), copies, apply);
        List<PlanColumn> inside = expand.columns().stream()
                .filter(column -> !copies.contains(column))
                .toList();
        Rowset items = subquery(input, inside, apply);
        List<PlanColumn> keys = List.of();
        if (!worksOnEachItem(items.relation())) {
            PlanColumn row = session.ids().column("row", ScalarType.LONG);
            prepared.add(new Assignment(
                    row,
                    new Call(session.catalogue().get(FunctionKind.WINDOW, "row_number"), List.of(), ScalarType.LONG)));
            expand = over(new Project(input.relation(), prepared), expand, row);
            keys = List.of(row);
        }
        PartitionedPlan.Part all = new PartitionedPlan(session, apply.span(), "mv-apply", expand, inside, keys, copies)
                .of(items.relation());
        return result(input, items, inside, all).withSerialized(input.serialized() && keys.isEmpty());
    }

    private MvExpand expand(Rowset input, Relation prepared, List<PlanColumn> copies, MvApplyOperator apply) {
        Set<Integer> hidden = new HashSet<>(input.hidden());
        copies.forEach(column -> hidden.add(column.id()));
        Rowset rows =
                new Rowset(prepared, hidden, input.serialized(), input.name(), input.visualization(), input.open());
        Rowset expanded = new MvExpandBinding(session, environment, "mv-apply")
                .bind(
                        rows,
                        new MvExpandOperator(apply.parameters(), false, apply.columns(), apply.limit(), apply.span()));
        if (expanded.relation() instanceof MvExpand expand) {
            return expand;
        }
        throw new IllegalStateException("An expansion is bound as one");
    }

    private static MvExpand over(Relation input, MvExpand expand, PlanColumn more) {
        List<PlanColumn> columns = new ArrayList<>(expand.columns());
        columns.add(more);
        return new MvExpand(
                input, columns, expand.expansions(), expand.itemIndex(), expand.arrayBags(), expand.rowLimit());
    }

    private Rowset subquery(Rowset input, List<PlanColumn> inside, MvApplyOperator apply) {
        Set<Integer> hidden = new HashSet<>(input.hidden());
        hidden.retainAll(inside.stream().map(PlanColumn::id).toList());
        Rowset rows = new Rowset(
                new InputRows(inside), hidden, input.serialized(), Optional.empty(), Optional.empty(), input.open());
        return new TabularBinder(session).applyAll(rows, apply.body().operators(), environment.nested());
    }

    /** True when no operator looks at more than one item, so that the items' rows need not be told apart. */
    private static boolean worksOnEachItem(Relation relation) {
        return switch (relation) {
            case InputRows rows -> true;
            case Filter filter -> isScalar(filter.predicate()) && worksOnEachItem(filter.input());
            case Project project ->
                project.assignments().stream().allMatch(each -> isScalar(each.expression()))
                        && worksOnEachItem(project.input());
            case MvExpand expand -> worksOnEachItem(expand.input());
            default -> false;
        };
    }

    private static boolean isScalar(ScalarExpression expression) {
        boolean window = expression instanceof Call call && call.function().kind() == FunctionKind.WINDOW;
        boolean overItems =
                expression instanceof ScalarSubquery subquery && PartitionedExpressions.readsRows(subquery.relation());
        return !window && !overItems && expression.operands().stream().allMatch(MvApplyBinding::isScalar);
    }

    /** All input columns, then the sub-query's; one of the sub-query takes the place of an input column of its name. */
    private Rowset result(Rowset input, Rowset items, List<PlanColumn> inside, PartitionedPlan.Part all) {
        List<PlanColumn> outer = input.relation().columns();
        Set<PlanColumn> rest = new LinkedHashSet<>(items.visibleColumns());
        List<Assignment> assignments = new ArrayList<>();
        for (int index = 0; index < outer.size(); index++) {
            PlanColumn column = outer.get(index);
            Optional<PlanColumn> own = rest.stream()
                    .filter(each -> each.name().equals(column.name()))
                    .findFirst();
            if (own.isPresent()) {
                rest.remove(own.get());
                assignments.add(new Assignment(own.get(), new ColumnReference(own.get())));
            } else if (inside.contains(column)) {
                assignments.add(
                        new Assignment(column, new ColumnReference(all.carried().get(index))));
            }
        }
        assignments.addAll(Relations.passThrough(List.copyOf(rest)));
        return new Rowset(
                new Project(all.relation(), assignments),
                input.hidden(),
                false,
                input.name(),
                input.visualization(),
                items.open());
    }
}
