package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.FileRows;
import dev.halcyon.kql.plan.FileTable;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.InputRows;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.JoinKind;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MakeSeries;
import dev.halcyon.kql.plan.Materialized;
import dev.halcyon.kql.plan.MvExpand;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.RangeTable;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Scan;
import dev.halcyon.kql.plan.SingleRow;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.plan.Union;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Makes of a plan over the rows of one partition a plan over the rows of all: {@code mv-apply} (R113) and
 * {@code partition} (R127) are one query over whole tables, never a query for each partition.
 *
 * <p>The partition's rows stand in the plan as {@link InputRows}. In their place comes the whole input with the
 * partition's keys as further columns, and every operator above carries the keys along: groups, windows and limits are
 * taken within equal keys, a join of two partitioned sides compares them, a table that does not depend on the partition
 * is paired with every key. An aggregate without keys gives a row also for a partition of which no row is left (R85).
 */
final class PartitionedPlan {

    private final BindingSession session;
    private final SourceSpan span;
    private final String operator;
    private final Relation base;
    private final List<PlanColumn> inputColumns;
    private final List<PlanColumn> keyColumns;
    private final List<PlanColumn> carriedColumns;
    private final PartitionedExpressions expressions;
    private final PartitionedCombination combination;
    private final PartitionedValues values;
    private final IdentityHashMap<Relation, Part> shared = new IdentityHashMap<>();

    /**
     * A plan to come.
     *
     * @param operator the operator, for messages
     * @param base all rows; has the columns of the other lists
     * @param inputColumns the base's columns that the partition's {@link InputRows} stand for, in their order
     * @param keyColumns what tells the partitions apart
     * @param carriedColumns further columns that are the same in all rows of a partition
     */
    PartitionedPlan(
            BindingSession session,
            SourceSpan span,
            String operator,
            Relation base,
            List<PlanColumn> inputColumns,
            List<PlanColumn> keyColumns,
            List<PlanColumn> carriedColumns) {
        this.session = session;
        this.span = span;
        this.operator = operator;
        this.base = base;
        this.inputColumns = inputColumns;
        this.keyColumns = keyColumns;
        this.carriedColumns = carriedColumns;
        this.expressions = new PartitionedExpressions(keyColumns, this::refuseInside);
        this.combination = new PartitionedCombination(session, this);
        this.values = new PartitionedValues(session, this);
    }

    /**
     * Rows of all partitions.
     *
     * @param relation has the columns that the plan of one partition had, and the two lists'
     * @param complete whether no partition of the input lacks rows here
     */
    record Part(Relation relation, List<PlanColumn> keys, List<PlanColumn> carried, boolean complete) {
        List<PlanColumn> along() {
            List<PlanColumn> columns = new ArrayList<>(keys);
            columns.addAll(carried);
            return columns;
        }

        List<Assignment> alongAssignments() {
            return Relations.passThrough(along());
        }

        List<ScalarExpression> keyReferences() {
            return keys.stream().<ScalarExpression>map(ColumnReference::new).toList();
        }

        Part with(Relation changed, boolean stillComplete) {
            return new Part(changed, keys, carried, stillComplete);
        }
    }

    /** The plan of one partition as a plan of all. */
    Part of(Relation relation) {
        if (!expressions.touches(relation)) {
            return combination.everyPartitionWith(relation);
        }
        return switch (relation) {
            case InputRows rows -> input(rows);
            case Filter filter -> filter(filter);
            case Project project -> project(project);
            case Sort sort -> {
                Part input = values.of(
                        of(sort.input()),
                        sort.keys().stream().map(SortKey::expression).toList());
                yield input.with(new Sort(input.relation(), keys(sort.keys(), input)), input.complete());
            }
            case Limit limit -> limit(limit);
            case Aggregate aggregate -> aggregate(aggregate);
            case MvExpand expand -> expand(expand);
            case MakeSeries series -> series(series);
            case Materialized materialized -> materialized(materialized);
            case Join join -> combination.join(join);
            case Union union -> combination.union(union);
            case TableFunction function -> {
                if (function.computation() instanceof Scan scan) {
                    yield new PartitionedScan(session, this).of(function, scan);
                }
                throw refuseInside(function.computation().name());
            }
            case RangeTable range -> throw refuseInside("range with a bound that differs between partitions");
            case FileRows file -> throw unreachable(file);
            case FileTable file -> throw unreachable(file);
            case InlineTable table -> throw unreachable(table);
            case SingleRow row -> throw unreachable(row);
            case TableScan scan -> throw unreachable(scan);
        };
    }

    private static IllegalStateException unreachable(Relation leaf) {
        return new IllegalStateException("A leaf does not depend on the partition: " + leaf);
    }

    RuntimeException refuseInside(String what) {
        return session.unsupported(
                span,
                "%s inside '%s'".formatted(what, operator),
                "Compute it before or behind the operator, grouped by the key");
    }

    PartitionedExpressions expressions() {
        return expressions;
    }

    /** One row for each partition of the input. */
    Part partitions() {
        Part rows = input(new InputRows(Relations.fresh(inputColumns, session.ids())));
        List<PlanColumn> carried = Relations.fresh(rows.carried(), session.ids());
        Relation groups = new Aggregate(
                rows.relation(), Relations.passThrough(rows.keys()), carriedThrough(rows.carried(), carried));
        return new Part(groups, rows.keys(), carried, true);
    }

    private Part input(InputRows rows) {
        List<PlanColumn> columns = new ArrayList<>();
        for (PlanColumn column : base.columns()) {
            int position = inputColumns.indexOf(column);
            columns.add(
                    position >= 0 ? rows.columns().get(position) : session.ids().column(column.name(), column.type()));
        }
        return new Part(
                new Materialized(base, columns), chosen(columns, keyColumns), chosen(columns, carriedColumns), true);
    }

    private List<PlanColumn> chosen(List<PlanColumn> columns, List<PlanColumn> wanted) {
        return wanted.stream()
                .map(column -> columns.get(base.columns().indexOf(column)))
                .toList();
    }

    private Part filter(Filter filter) {
        Part rows = of(filter.input());
        Part input = values.of(rows, List.of(filter.predicate()));
        Relation filtered = new Filter(input.relation(), expressions.within(filter.predicate(), input));
        return rows.with(
                input.equals(rows)
                        ? filtered
                        : new Project(
                                filtered, Relations.passThrough(rows.relation().columns())),
                false);
    }

    private Part project(Project project) {
        Part input = values.of(
                of(project.input()),
                project.assignments().stream().map(Assignment::expression).toList());
        List<Assignment> assignments = expressions.assignments(project.assignments(), input);
        assignments.addAll(input.alongAssignments());
        return input.with(new Project(input.relation(), assignments), input.complete());
    }

    private List<SortKey> keys(List<SortKey> keys, Part input) {
        return keys.stream()
                .map(key ->
                        new SortKey(expressions.within(key.expression(), input), key.descending(), key.nullsFirst()))
                .toList();
    }

    private Part limit(Limit limit) {
        Part input = of(limit.input());
        List<ScalarExpression> partition = new ArrayList<>(input.keyReferences());
        limit.partition().forEach(key -> partition.add(expressions.within(key, input)));
        Relation limited = new Limit(input.relation(), limit.count(), partition);
        return input.with(limited, input.complete() && limit.count() > 0);
    }

    private List<AggregateAssignment> carriedThrough(List<PlanColumn> from, List<PlanColumn> to) {
        List<AggregateAssignment> assignments = new ArrayList<>();
        for (int index = 0; index < from.size(); index++) {
            ScalarExpression value = new ColumnReference(from.get(index));
            assignments.add(new AggregateAssignment(
                    List.of(to.get(index)),
                    new AggregateCall(
                            session.catalogue().get(FunctionKind.AGGREGATE, "take_any"),
                            List.of(value),
                            value.type())));
        }
        return assignments;
    }

    private Part aggregate(Aggregate aggregate) {
        Part input = of(aggregate.input());
        if (aggregate.keys().isEmpty() && !input.complete()) {
            return combination.completed(aggregate, input);
        }
        return grouped(aggregate, input, aggregate.aggregates());
    }

    /** The groups within the partitions; the aggregates define the given targets. */
    Part grouped(Aggregate aggregate, Part rows, List<AggregateAssignment> aggregates) {
        List<ScalarExpression> values = new ArrayList<>();
        aggregate.keys().forEach(key -> values.add(key.expression()));
        aggregates.forEach(each -> values.addAll(each.call().arguments()));
        Part input = this.values.of(rows, values);
        List<Assignment> keys = expressions.assignments(aggregate.keys(), input);
        keys.addAll(Relations.passThrough(input.keys()));
        List<AggregateAssignment> assignments = new ArrayList<>();
        for (AggregateAssignment each : aggregates) {
            assignments.add(new AggregateAssignment(each.targets(), expressions.within(each.call(), input)));
        }
        List<PlanColumn> carried = Relations.fresh(input.carried(), session.ids());
        assignments.addAll(carriedThrough(input.carried(), carried));
        Relation groups = new Aggregate(input.relation(), keys, assignments);
        return new Part(groups, input.keys(), carried, input.complete());
    }

    private Part expand(MvExpand expand) {
        Part input = of(expand.input());
        List<PlanColumn> columns = new ArrayList<>(expand.columns());
        columns.addAll(input.along());
        List<MvExpand.Expansion> expansions = expand.expansions().stream()
                .map(each -> new MvExpand.Expansion(each.target(), expressions.within(each.source(), input)))
                .toList();
        Relation expanded = new MvExpand(
                input.relation(), columns, expansions, expand.itemIndex(), expand.arrayBags(), expand.rowLimit());
        return input.with(expanded, false);
    }

    private Part series(MakeSeries series) {
        Part input = of(series.input());
        if (series.nonEmpty() && series.keys().isEmpty() && !input.complete()) {
            throw refuseInside("make-series kind=nonempty of rows that a condition or expansion may have removed");
        }
        List<Assignment> keys = expressions.assignments(series.keys(), input);
        keys.addAll(input.alongAssignments());
        Relation bins = new MakeSeries(
                input.relation(),
                keys,
                series.aggregates().stream()
                        .map(each -> new AggregateAssignment(each.targets(), expressions.within(each.call(), input)))
                        .toList(),
                series.series().stream()
                        .map(each -> new MakeSeries.Series(
                                each.target(),
                                expressions.within(each.value(), input),
                                expressions.within(each.defaultValue(), input)))
                        .toList(),
                series.axis(),
                expressions.within(series.axisValue(), input),
                series.from().map(from -> expressions.within(from, input)),
                series.to().map(to -> expressions.within(to, input)),
                expressions.within(series.step(), input),
                series.inclusiveEnd(),
                series.nonEmpty());
        return input.with(bins, false);
    }

    private Part materialized(Materialized materialized) {
        Part inner = shared.get(materialized.input());
        if (inner == null) {
            inner = of(materialized.input());
            shared.put(materialized.input(), inner);
        }
        List<PlanColumn> original = materialized.input().columns();
        List<PlanColumn> defined = inner.relation().columns();
        List<PlanColumn> columns = new ArrayList<>();
        for (PlanColumn column : defined) {
            int position = original.indexOf(column);
            columns.add(
                    position >= 0
                            ? materialized.columns().get(position)
                            : session.ids().column(column.name(), column.type()));
        }
        return new Part(
                new Materialized(inner.relation(), columns, materialized.ordered()),
                inner.keys().stream()
                        .map(key -> columns.get(defined.indexOf(key)))
                        .toList(),
                inner.carried().stream()
                        .map(each -> columns.get(defined.indexOf(each)))
                        .toList(),
                inner.complete());
    }

    /** A join without condition. */
    static Relation cross(Relation left, Relation right) {
        List<Assignment> assignments = new ArrayList<>(Relations.passThrough(left.columns()));
        assignments.addAll(Relations.passThrough(right.columns()));
        return new Join(JoinKind.INNER, left, right, List.of(), assignments);
    }

    /** True as a column, to tell rows of an outer join's missing side. */
    static Assignment marker(PlanColumn column) {
        return new Assignment(column, new Literal(ScalarType.BOOL, true));
    }

    /** A call of a scalar function of the catalogue. */
    Call call(String function, ScalarType type, ScalarExpression... arguments) {
        return new Call(session.catalogue().get(FunctionKind.SCALAR, function), List.of(arguments), type);
    }
}
