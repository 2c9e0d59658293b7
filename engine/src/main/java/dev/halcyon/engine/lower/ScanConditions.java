package dev.halcyon.engine.lower;

import dev.halcyon.engine.index.RowCondition;
import dev.halcyon.engine.lower.PhysicalTables.FirstRows;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.FileRows;
import dev.halcyon.kql.plan.FileTable;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.InputRows;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.JoinKind;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.MakeSeries;
import dev.halcyon.kql.plan.Materialized;
import dev.halcyon.kql.plan.MvExpand;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.RangeTable;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.SingleRow;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.plan.Union;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows of each scan can matter to a plan: the filters above it, brought down to its columns, and the first rows
 * that a sort and a limit ask for. Filters are brought down through what keeps rows apart; anything else ends them.
 */
final class ScanConditions {

    /**
     * What a plan wants of a scan.
     *
     * @param condition holds for every row that matters
     * @param first when only the first rows in the order of a column matter
     */
    record Wanted(RowCondition condition, Optional<FirstRows> first) {
        static final Wanted ALL = new Wanted(RowCondition.anything(), Optional.empty());
    }

    private final long nowTicks;
    private final Map<Integer, Wanted> wanted = new HashMap<>();
    private final Set<Relation> shared = Collections.newSetFromMap(new IdentityHashMap<>());

    ScanConditions(long nowTicks) {
        this.nowTicks = nowTicks;
    }

    /** What the collected plans want of a scan. */
    Wanted of(TableScan scan) {
        return wanted.getOrDefault(key(scan), Wanted.ALL);
    }

    private static int key(TableScan scan) {
        return scan.columns().getFirst().id();
    }

    /** Reads a plan; a scan that stands in several gives all rows. */
    void collect(Relation relation) {
        visit(relation, List.of(), Optional.empty());
    }

    /** The first rows in the order of one column, while nothing stands between that order and the scan. */
    private record Ordered(int column, long count, boolean descending) {}

    private void visit(Relation relation, List<ScalarExpression> filters, Optional<Ordered> ordered) {
        switch (relation) {
            case Filter filter ->
                visit(
                        filter.input(),
                        References.hasWindow(filter.predicate()) ? List.of() : and(filters, filter.predicate()),
                        Optional.empty());
            case Project project -> project(project, filters, ordered);
            case Sort sort -> visit(sort.input(), filters, Optional.empty());
            case Limit limit -> limit(limit);
            case Union union -> {
                for (Union.Branch branch : union.branches()) {
                    visit(branch.input(), brought(filters, union, branch), Optional.empty());
                }
            }
            case Join join -> {
                List<ScalarExpression> below = brought(filters, join.assignments());
                visit(join.left(), keepsLeft(join.kind()) ? over(below, join.left()) : List.of(), Optional.empty());
                visit(join.right(), keepsRight(join.kind()) ? over(below, join.right()) : List.of(), Optional.empty());
            }
            case Aggregate aggregate -> visit(aggregate.input(), List.of(), Optional.empty());
            case MakeSeries series -> visit(series.input(), List.of(), Optional.empty());
            case MvExpand expand -> visit(expand.input(), over(filters, expand.input()), Optional.empty());
            case Materialized materialized -> {
                if (shared.add(materialized.input())) {
                    visit(materialized.input(), List.of(), Optional.empty());
                }
            }
            // Its inputs are statements of their own.
            case TableFunction function -> {}
            case FileRows rows -> {}
            case FileTable table -> {}
            case InlineTable table -> {}
            case InputRows rows -> {}
            case RangeTable range -> {}
            case SingleRow row -> {}
            case TableScan scan -> scan(scan, filters, ordered);
        }
    }

    /** A window function looks at rows that a filter above it leaves out. */
    private void project(Project project, List<ScalarExpression> filters, Optional<Ordered> ordered) {
        if (project.assignments().stream().anyMatch(each -> References.hasWindow(each.expression()))) {
            visit(project.input(), List.of(), Optional.empty());
        } else {
            visit(
                    project.input(),
                    brought(filters, project.assignments()),
                    ordered.flatMap(order -> brought(order, project.assignments())));
        }
    }

    private void limit(Limit limit) {
        if (limit.partition().isEmpty()
                && limit.input() instanceof Sort sort
                && !sort.keys().isEmpty()
                && sort.keys().getFirst().expression() instanceof ColumnReference reference
                && reference.type() == ScalarType.DATETIME) {
            boolean descending = sort.keys().getFirst().descending();
            Ordered ordered = new Ordered(reference.column().id(), limit.count(), descending);
            visit(sort.input(), List.of(), Optional.of(ordered));
        } else {
            visit(limit.input(), List.of(), Optional.empty());
        }
    }

    /** True when a row of the left side that a filter leaves out could not have changed the rows that stay. */
    private static boolean keepsLeft(JoinKind kind) {
        return switch (kind) {
            case INNER, LEFT_OUTER, LEFT_SEMI, LEFT_ANTI -> true;
            case INNER_UNIQUE, RIGHT_OUTER, FULL_OUTER, RIGHT_SEMI, RIGHT_ANTI -> false;
        };
    }

    private static boolean keepsRight(JoinKind kind) {
        return switch (kind) {
            case INNER, INNER_UNIQUE, RIGHT_OUTER, RIGHT_SEMI, RIGHT_ANTI -> true;
            case LEFT_OUTER, FULL_OUTER, LEFT_SEMI, LEFT_ANTI -> false;
        };
    }

    private void scan(TableScan scan, List<ScalarExpression> filters, Optional<Ordered> ordered) {
        Map<Integer, String> names = new HashMap<>();
        Map<Integer, String> times = new HashMap<>();
        for (int index = 0; index < scan.columns().size(); index++) {
            PlanColumn column = scan.columns().get(index);
            String name = scan.table().columns().get(index).name();
            names.put(column.id(), name);
            if (column.type() == ScalarType.DATETIME) {
                times.put(column.id(), name);
            }
        }
        RowConditions stored = new RowConditions(names, nowTicks);
        // What a reader of some rows asks for must not be found, or missed, in the index of the others.
        RowConditions reader = scan.restriction().isEmpty() ? stored : new RowConditions(times, nowTicks);
        RowCondition condition = scan.restriction().map(stored::of).orElse(RowCondition.anything());
        for (ScalarExpression filter : filters) {
            condition = condition.and(reader.of(filter));
        }
        Optional<FirstRows> first = ordered.filter(
                        order -> filters.isEmpty() && scan.restriction().isEmpty())
                .flatMap(order -> Optional.ofNullable(names.get(order.column()))
                        .map(name -> new FirstRows(name, order.count(), order.descending())));
        Wanted now = new Wanted(condition, first);
        wanted.merge(key(scan), now, (old, other) -> old.equals(other) ? old : Wanted.ALL);
    }

    private static List<ScalarExpression> and(List<ScalarExpression> filters, ScalarExpression predicate) {
        List<ScalarExpression> all = new ArrayList<>(filters);
        all.add(predicate);
        return all;
    }

    /** The filters that read columns of the relation alone. */
    private static List<ScalarExpression> over(List<ScalarExpression> filters, Relation relation) {
        Set<Integer> columns = new HashSet<>();
        relation.columns().forEach(column -> columns.add(column.id()));
        return filters.stream()
                .filter(filter ->
                        columns.containsAll(References.count(List.of(filter)).keySet()))
                .toList();
    }

    private static List<ScalarExpression> brought(List<ScalarExpression> filters, List<Assignment> assignments) {
        Map<Integer, ScalarExpression> sources = new HashMap<>();
        assignments.forEach(each -> sources.put(each.target().id(), each.expression()));
        return filters.stream().map(filter -> replaced(filter, sources)).toList();
    }

    private static Optional<Ordered> brought(Ordered order, List<Assignment> assignments) {
        return assignments.stream()
                .filter(each -> each.target().id() == order.column())
                .map(Assignment::expression)
                .filter(ColumnReference.class::isInstance)
                .map(source -> new Ordered(((ColumnReference) source).column().id(), order.count(), order.descending()))
                .findFirst();
    }

    private static List<ScalarExpression> brought(List<ScalarExpression> filters, Union union, Union.Branch branch) {
        if (filters.isEmpty()) {
            return filters;
        }
        Map<Integer, ScalarExpression> sources = new HashMap<>();
        for (int index = 0; index < union.columns().size(); index++) {
            sources.put(union.columns().get(index).id(), branch.values().get(index));
        }
        return filters.stream().map(filter -> replaced(filter, sources)).toList();
    }

    /** A filter over what its columns are made of. */
    private static ScalarExpression replaced(ScalarExpression filter, Map<Integer, ScalarExpression> sources) {
        return filter instanceof ColumnReference reference
                ? sources.getOrDefault(reference.column().id(), filter)
                : filter.mapOperands(operand -> replaced(operand, sources));
    }
}
