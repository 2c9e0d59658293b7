package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.plan.ElementAccess;
import dev.halcyon.kql.plan.FileRows;
import dev.halcyon.kql.plan.FileTable;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.InSubquery;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.InputRows;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MakeSeries;
import dev.halcyon.kql.plan.Materialized;
import dev.halcyon.kql.plan.MemberAccess;
import dev.halcyon.kql.plan.MvExpand;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.RangeTable;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.ScalarSubquery;
import dev.halcyon.kql.plan.SingleRow;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.plan.Union;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The expressions of a plan over one partition in a plan over all: what depends on it, and how it is said there. */
final class PartitionedExpressions {

    private final List<PlanColumn> keyColumns;
    private final Function<String, RuntimeException> refusal;
    private final IdentityHashMap<Relation, Boolean> touched = new IdentityHashMap<>();
    private final IdentityHashMap<ScalarExpression, Value> values = new IdentityHashMap<>();

    /** What a subquery is where a column is there. */
    private record Value(PlanColumn column, ScalarExpression expression) {}

    /**
     * For one plan.
     *
     * @param keyColumns columns of the base that expressions may name wherever they stand
     * @param refusal the error for what cannot stand in such a plan
     */
    PartitionedExpressions(List<PlanColumn> keyColumns, Function<String, RuntimeException> refusal) {
        this.keyColumns = keyColumns;
        this.refusal = refusal;
    }

    /** Whether a relation reads the rows of the partition. */
    static boolean readsRows(Relation relation) {
        return new PartitionedExpressions(List.of(), IllegalStateException::new).touches(relation);
    }

    /** Whether a relation depends on the partition: it reads its rows or names its key. */
    boolean touches(Relation relation) {
        Boolean known = touched.get(relation);
        if (known == null) {
            known = relation instanceof InputRows
                    || inputs(relation).stream().anyMatch(this::touches)
                    || values(relation).stream().anyMatch(this::touches);
            touched.put(relation, known);
        }
        return known;
    }

    private boolean touches(ScalarExpression expression) {
        return switch (expression) {
            case ColumnReference reference -> keyColumns.contains(reference.column());
            case ScalarSubquery subquery -> touches(subquery.relation());
            case InSubquery in -> touches(in.relation()) || touches(in.value());
            case Literal literal -> false;
            case Call call -> call.operands().stream().anyMatch(this::touches);
            case Conversion conversion -> touches(conversion.operand());
            case MemberAccess access -> touches(access.operand());
            case ElementAccess access -> access.operands().stream().anyMatch(this::touches);
        };
    }

    private static List<Relation> inputs(Relation relation) {
        return switch (relation) {
            case Aggregate aggregate -> List.of(aggregate.input());
            case Filter filter -> List.of(filter.input());
            case Join join -> List.of(join.left(), join.right());
            case Limit limit -> List.of(limit.input());
            case MakeSeries series -> List.of(series.input());
            case Materialized materialized -> List.of(materialized.input());
            case MvExpand expand -> List.of(expand.input());
            case Project project -> List.of(project.input());
            case Sort sort -> List.of(sort.input());
            case TableFunction function -> function.inputs();
            case Union union ->
                union.branches().stream().map(Union.Branch::input).toList();
            case FileRows file -> List.of();
            case FileTable file -> List.of();
            case InlineTable table -> List.of();
            case InputRows rows -> List.of();
            case RangeTable range -> List.of();
            case SingleRow row -> List.of();
            case TableScan scan -> List.of();
        };
    }

    private static List<ScalarExpression> values(Relation relation) {
        return switch (relation) {
            case Aggregate aggregate ->
                Stream.concat(
                                aggregate.keys().stream().map(Assignment::expression),
                                aggregate.aggregates().stream().flatMap(each -> each.call().arguments().stream()))
                        .toList();
            case Filter filter -> List.of(filter.predicate());
            case Join join ->
                join.keys().stream()
                        .flatMap(pair -> Stream.of(pair.left(), pair.right()))
                        .toList();
            case Limit limit -> limit.partition();
            case MakeSeries series -> {
                List<ScalarExpression> values = new ArrayList<>();
                series.keys().forEach(key -> values.add(key.expression()));
                series.aggregates().forEach(each -> values.addAll(each.call().arguments()));
                series.series().forEach(each -> {
                    values.add(each.value());
                    values.add(each.defaultValue());
                });
                values.add(series.axisValue());
                series.from().ifPresent(values::add);
                series.to().ifPresent(values::add);
                values.add(series.step());
                yield values;
            }
            case MvExpand expand ->
                expand.expansions().stream().map(MvExpand.Expansion::source).toList();
            case Project project ->
                project.assignments().stream().map(Assignment::expression).toList();
            case RangeTable range -> List.of(range.from(), range.to(), range.step());
            case Sort sort -> sort.keys().stream().map(key -> key.expression()).toList();
            case Union union ->
                union.branches().stream()
                        .flatMap(branch -> branch.values().stream())
                        .toList();
            case FileRows file -> List.of();
            case FileTable file -> List.of();
            case InlineTable table -> List.of();
            case InputRows rows -> List.of();
            case Materialized materialized -> List.of();
            case SingleRow row -> List.of();
            case TableFunction function -> List.of();
            case TableScan scan -> List.of();
        };
    }

    List<Assignment> assignments(List<Assignment> assignments, PartitionedPlan.Part input) {
        List<Assignment> within = new ArrayList<>();
        for (Assignment each : assignments) {
            within.add(new Assignment(each.target(), within(each.expression(), input)));
        }
        return within;
    }

    AggregateCall within(AggregateCall call, PartitionedPlan.Part input) {
        return new AggregateCall(
                call.function(),
                call.arguments().stream()
                        .map(argument -> within(argument, input))
                        .toList(),
                call.type());
    }

    /** The expression over the rows of all partitions: window functions see their own, the key is a column. */
    ScalarExpression within(ScalarExpression expression, PartitionedPlan.Part input) {
        UnaryOperator<ScalarExpression> inside = operand -> within(operand, input);
        return switch (expression) {
            case ColumnReference reference -> {
                int key = keyColumns.indexOf(reference.column());
                yield key < 0 || input.relation().columns().contains(reference.column())
                        ? reference
                        : new ColumnReference(input.keys().get(key));
            }
            case Call call -> {
                List<ScalarExpression> partition = new ArrayList<>();
                if (call.function().kind() == FunctionKind.WINDOW) {
                    partition.addAll(input.keyReferences());
                }
                call.partition().forEach(key -> partition.add(inside.apply(key)));
                yield new Call(
                        call.function(), call.arguments().stream().map(inside).toList(), call.type(), partition);
            }
            case Conversion conversion -> conversion.mapOperands(inside);
            case MemberAccess access -> access.mapOperands(inside);
            case ElementAccess access -> access.mapOperands(inside);
            case InSubquery in ->
                defined(in, input).orElseGet(() -> {
                    requireIndependent(in.relation(), "in (…)");
                    return in.mapOperands(inside);
                });
            case ScalarSubquery subquery ->
                defined(subquery, input).orElseGet(() -> {
                    requireIndependent(subquery.relation(), "toscalar()");
                    return subquery;
                });
            case Literal literal -> literal;
        };
    }

    private Optional<ScalarExpression> defined(ScalarExpression subquery, PartitionedPlan.Part input) {
        return Optional.ofNullable(values.get(subquery))
                .filter(value -> input.relation().columns().contains(value.column()))
                .map(Value::expression);
    }

    private void requireIndependent(Relation relation, String what) {
        if (touches(relation)) {
            throw refusal.apply(what + " over the partition's own rows at this place");
        }
    }

    /** The subqueries in expressions whose value differs between partitions; those inside others come first. */
    List<ScalarExpression> dependentSubqueries(List<ScalarExpression> expressions) {
        List<ScalarExpression> found = new ArrayList<>();
        expressions.forEach(expression -> collect(expression, found));
        return found;
    }

    private void collect(ScalarExpression expression, List<ScalarExpression> found) {
        expression.operands().forEach(operand -> collect(operand, found));
        boolean dependent = switch (expression) {
            case ScalarSubquery subquery -> touches(subquery.relation());
            case InSubquery in -> touches(in.relation());
            default -> false;
        };
        if (dependent) {
            found.add(expression);
        }
    }

    /** Tells what a subquery is from now on, wherever a column is there. */
    void defineValue(ScalarExpression subquery, PlanColumn column, ScalarExpression value) {
        values.put(subquery, new Value(column, value));
    }
}
