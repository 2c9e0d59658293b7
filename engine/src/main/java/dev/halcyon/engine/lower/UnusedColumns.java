package dev.halcyon.engine.lower;

import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.FileRows;
import dev.halcyon.kql.plan.FileTable;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.InputRows;
import dev.halcyon.kql.plan.Join;
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
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.plan.Union;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Leaves out of a plan what nothing above reads. The database would do so too, but only after it has read the statement:
 * a union of every table has as many values as tables times columns, of which a query mostly wants one or two.
 *
 * <p>A relation keeps at least one column, and the order of those it keeps.
 */
final class UnusedColumns {

    /** A shared relation stays one. */
    private final IdentityHashMap<Relation, Relation> shared = new IdentityHashMap<>();

    /** What is read of a scan, by the id of its first column. */
    private final Map<Integer, Set<Integer>> read = new HashMap<>();

    /** The plan with all columns of its result. */
    Relation leaveOut(Relation relation) {
        return narrow(relation, ids(relation.columns()));
    }

    /** The plan with one column of its result. */
    Relation leaveOutBut(Relation relation, PlanColumn column) {
        return narrow(relation, Set.of(column.id()));
    }

    /** True when something above the scan reads the column; scans have all columns of their tables. */
    boolean reads(TableScan scan, PlanColumn column) {
        Set<Integer> needed = read.get(scan.columns().getFirst().id());
        return needed == null || needed.contains(column.id());
    }

    private Relation narrow(Relation relation, Set<Integer> needed) {
        return switch (relation) {
            case Filter filter ->
                new Filter(narrow(filter.input(), with(needed, List.of(filter.predicate()))), filter.predicate());
            case Sort sort ->
                new Sort(
                        narrow(
                                sort.input(),
                                with(
                                        needed,
                                        sort.keys().stream()
                                                .map(SortKey::expression)
                                                .toList())),
                        sort.keys());
            case Limit limit ->
                new Limit(narrow(limit.input(), with(needed, limit.partition())), limit.count(), limit.partition());
            case Project project -> {
                List<Assignment> kept = kept(project.assignments(), Assignment::target, needed);
                yield new Project(narrow(project.input(), used(kept)), kept);
            }
            case Aggregate aggregate -> narrow(aggregate, needed);
            case Join join -> {
                List<Assignment> kept = kept(join.assignments(), Assignment::target, needed);
                Set<Integer> used = used(kept);
                yield new Join(
                        join.kind(),
                        narrow(
                                join.left(),
                                with(
                                        used,
                                        join.keys().stream()
                                                .map(Join.KeyPair::left)
                                                .toList())),
                        narrow(
                                join.right(),
                                with(
                                        used,
                                        join.keys().stream()
                                                .map(Join.KeyPair::right)
                                                .toList())),
                        join.keys(),
                        kept);
            }
            case Union union -> narrow(union, needed);
            case MvExpand expand -> narrow(expand, needed);
            case MakeSeries series -> narrow(series);
            case Materialized materialized ->
                new Materialized(whole(materialized.input()), materialized.columns(), materialized.ordered());
            // Its inputs are statements of their own.
            case TableFunction function -> function;
            case FileRows rows -> rows;
            case FileTable files -> files;
            case InlineTable table -> table;
            case InputRows rows -> rows;
            case RangeTable range -> range;
            case SingleRow row -> row;
            case TableScan scan -> {
                read.computeIfAbsent(scan.columns().getFirst().id(), first -> new HashSet<>())
                        .addAll(with(needed, scan.restriction().stream().toList()));
                yield scan;
            }
        };
    }

    private Relation whole(Relation input) {
        Relation known = shared.get(input);
        if (known == null) {
            known = leaveOut(input);
            shared.put(input, known);
        }
        return known;
    }

    private Relation narrow(Aggregate aggregate, Set<Integer> needed) {
        List<AggregateAssignment> kept = new ArrayList<>();
        for (AggregateAssignment each : aggregate.aggregates()) {
            if (each.targets().stream().anyMatch(target -> needed.contains(target.id()))) {
                kept.add(each);
            }
        }
        if (kept.isEmpty() && aggregate.keys().isEmpty()) {
            kept.addAll(aggregate.aggregates());
        }
        Set<Integer> used = with(used(aggregate.keys()), arguments(kept));
        return new Aggregate(narrow(aggregate.input(), used), aggregate.keys(), kept);
    }

    private Relation narrow(Union union, Set<Integer> needed) {
        List<Integer> positions = new ArrayList<>();
        for (int index = 0; index < union.columns().size(); index++) {
            if (needed.contains(union.columns().get(index).id())) {
                positions.add(index);
            }
        }
        if (positions.isEmpty() && !union.columns().isEmpty()) {
            positions.add(0);
        }
        boolean all = positions.size() == union.columns().size();
        List<Union.Branch> branches = new ArrayList<>();
        for (Union.Branch branch : union.branches()) {
            List<ScalarExpression> values = all
                    ? branch.values()
                    : positions.stream().map(branch.values()::get).toList();
            branches.add(new Union.Branch(narrow(branch.input(), with(Set.of(), values)), values));
        }
        return new Union(positions.stream().map(union.columns()::get).toList(), branches);
    }

    /** The expansions decide how many rows there are, and all stay. */
    private Relation narrow(MvExpand expand, Set<Integer> needed) {
        Set<Integer> made =
                expand.expansions().stream().map(each -> each.target().id()).collect(Collectors.toSet());
        List<PlanColumn> columns = expand.columns().stream()
                .filter(column -> needed.contains(column.id())
                        || made.contains(column.id())
                        || expand.itemIndex().filter(column::equals).isPresent())
                .toList();
        Set<Integer> below = with(
                needed,
                expand.expansions().stream().map(MvExpand.Expansion::source).toList());
        return new MvExpand(
                narrow(expand.input(), below),
                columns,
                expand.expansions(),
                expand.itemIndex(),
                expand.arrayBags(),
                expand.rowLimit());
    }

    private Relation narrow(MakeSeries series) {
        List<ScalarExpression> read = new ArrayList<>(arguments(series.aggregates()));
        read.add(series.axisValue());
        series.from().ifPresent(read::add);
        series.to().ifPresent(read::add);
        read.add(series.step());
        return new MakeSeries(
                narrow(series.input(), with(used(series.keys()), read)),
                series.keys(),
                series.aggregates(),
                series.series(),
                series.axis(),
                series.axisValue(),
                series.from(),
                series.to(),
                series.step(),
                series.inclusiveEnd(),
                series.nonEmpty());
    }

    private static <T> List<T> kept(List<T> all, Function<T, PlanColumn> target, Set<Integer> needed) {
        List<T> kept = all.stream()
                .filter(each -> needed.contains(target.apply(each).id()))
                .toList();
        return kept.isEmpty() && !all.isEmpty() ? List.of(all.getFirst()) : kept;
    }

    private static List<ScalarExpression> arguments(List<AggregateAssignment> aggregates) {
        return aggregates.stream()
                .flatMap(each -> each.call().arguments().stream())
                .toList();
    }

    private static Set<Integer> used(List<Assignment> assignments) {
        return with(Set.of(), assignments.stream().map(Assignment::expression).toList());
    }

    private static Set<Integer> with(Set<Integer> needed, List<ScalarExpression> expressions) {
        Set<Integer> all = new HashSet<>(needed);
        all.addAll(References.count(expressions).keySet());
        return all;
    }

    private static Set<Integer> ids(List<PlanColumn> columns) {
        return columns.stream().map(PlanColumn::id).collect(Collectors.toSet());
    }
}
