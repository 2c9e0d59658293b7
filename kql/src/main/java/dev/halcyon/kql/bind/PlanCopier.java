package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
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
import dev.halcyon.kql.plan.Scan;
import dev.halcyon.kql.plan.SingleRow;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.plan.TableComputation;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.plan.Union;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies a relation with column identities of its own, so that it can stand twice in one plan. */
final class PlanCopier {

    private final ColumnIds ids;
    private final OpenColumns openColumns;
    private final Map<PlanColumn, PlanColumn> copies = new HashMap<>();

    private PlanCopier(BindingSession session) {
        this.ids = session.ids();
        this.openColumns = session.openColumns();
    }

    static Rowset copy(Rowset rowset, BindingSession session) {
        PlanCopier copier = new PlanCopier(session);
        Relation relation = copier.relation(rowset.relation());
        Set<Integer> hidden = new HashSet<>();
        for (int index = 0; index < relation.columns().size(); index++) {
            if (rowset.hidden().contains(rowset.relation().columns().get(index).id())) {
                hidden.add(relation.columns().get(index).id());
            }
        }
        return new Rowset(
                relation,
                hidden,
                rowset.serialized(),
                rowset.name(),
                rowset.visualization(),
                rowset.open(),
                rowset.graph().map(copier::graph));
    }

    private Graph graph(Graph graph) {
        return new Graph(
                relation(graph.nodes()),
                column(graph.nodeKey()),
                columns(graph.nodeColumns()),
                relation(graph.edges()),
                column(graph.sourceKey()),
                column(graph.targetKey()),
                columns(graph.edgeColumns()),
                graph.partitioned(),
                graph.directed());
    }

    private PlanColumn column(PlanColumn column) {
        return copies.computeIfAbsent(column, original -> {
            PlanColumn copy = ids.column(original.name(), original.type());
            return openColumns.copied(copy, original);
        });
    }

    private List<PlanColumn> columns(List<PlanColumn> columns) {
        return columns.stream().map(this::column).toList();
    }

    private Relation relation(Relation relation) {
        return switch (relation) {
            case TableScan scan ->
                new TableScan(
                        scan.table(),
                        columns(scan.columns()),
                        scan.restriction().map(this::expression));
            case InputRows rows -> new InputRows(columns(rows.columns()));
            case InlineTable table -> new InlineTable(columns(table.columns()), table.rows());
            case FileRows file -> new FileRows(columns(file.columns()), file.path(), file.format(), file.skipFirst());
            case FileTable file -> new FileTable(columns(file.columns()), file.source());
            case SingleRow row -> row;
            case RangeTable range ->
                new RangeTable(
                        column(range.column()),
                        expression(range.from()),
                        expression(range.to()),
                        expression(range.step()));
            case Filter filter -> new Filter(relation(filter.input()), expression(filter.predicate()));
            case Project project -> new Project(relation(project.input()), assignments(project.assignments()));
            case Aggregate aggregate ->
                new Aggregate(
                        relation(aggregate.input()), assignments(aggregate.keys()), aggregates(aggregate.aggregates()));
            case Sort sort ->
                new Sort(
                        relation(sort.input()),
                        sort.keys().stream()
                                .map(key ->
                                        new SortKey(expression(key.expression()), key.descending(), key.nullsFirst()))
                                .toList());
            case Limit limit -> new Limit(relation(limit.input()), limit.count(), expressions(limit.partition()));
            case Materialized shared -> new Materialized(shared.input(), columns(shared.columns()), shared.ordered());
            case Join join ->
                new Join(
                        join.kind(),
                        relation(join.left()),
                        relation(join.right()),
                        join.keys().stream()
                                .map(pair -> new Join.KeyPair(expression(pair.left()), expression(pair.right())))
                                .toList(),
                        assignments(join.assignments()));
            case Union union ->
                new Union(
                        columns(union.columns()),
                        union.branches().stream()
                                .map(branch -> branch.over(relation(branch.input()), this::expression))
                                .toList());
            case MvExpand expand -> {
                Relation input = relation(expand.input());
                yield new MvExpand(
                        input,
                        columns(expand.columns()),
                        expand.expansions().stream()
                                .map(each -> new MvExpand.Expansion(column(each.target()), expression(each.source())))
                                .toList(),
                        expand.itemIndex().map(this::column),
                        expand.arrayBags(),
                        expand.rowLimit());
            }
            case TableFunction function -> {
                List<Relation> inputs =
                        function.inputs().stream().map(this::relation).toList();
                yield new TableFunction(
                        inputs, computation(function.computation()), columns(function.columns()), function.ordered());
            }
            case MakeSeries series -> {
                Relation input = relation(series.input());
                yield new MakeSeries(
                        input,
                        assignments(series.keys()),
                        aggregates(series.aggregates()),
                        series.series().stream()
                                .map(each -> new MakeSeries.Series(
                                        column(each.target()),
                                        expression(each.value()),
                                        expression(each.defaultValue())))
                                .toList(),
                        column(series.axis()),
                        expression(series.axisValue()),
                        series.from().map(this::expression),
                        series.to().map(this::expression),
                        expression(series.step()),
                        series.inclusiveEnd(),
                        series.nonEmpty());
            }
        };
    }

    /** Only a scan holds expressions; the others know columns by their position. */
    private TableComputation computation(TableComputation computation) {
        if (!(computation instanceof Scan scan)) {
            return computation;
        }
        List<Scan.Step> steps = scan.steps().stream()
                .map(step -> new Scan.Step(
                        step.output(),
                        expression(step.condition()),
                        step.assignments().stream()
                                .map(each -> new Scan.ScanAssignment(each.position(), expression(each.value())))
                                .toList(),
                        columns(step.state())))
                .toList();
        return new Scan(scan.rowColumns(), scan.defaults(), steps, scan.withMatchId(), scan.keys());
    }

    private List<Assignment> assignments(List<Assignment> assignments) {
        return assignments.stream()
                .map(each -> new Assignment(column(each.target()), expression(each.expression())))
                .toList();
    }

    private List<AggregateAssignment> aggregates(List<AggregateAssignment> aggregates) {
        return aggregates.stream()
                .map(each -> new AggregateAssignment(columns(each.targets()), call(each.call())))
                .toList();
    }

    private AggregateCall call(AggregateCall call) {
        return new AggregateCall(call.function(), expressions(call.arguments()), call.type());
    }

    private List<ScalarExpression> expressions(List<ScalarExpression> expressions) {
        return expressions.stream().map(this::expression).toList();
    }

    private ScalarExpression expression(ScalarExpression expression) {
        return expression instanceof ColumnReference reference
                ? new ColumnReference(column(reference.column()))
                : expression.mapOperands(this::expression);
    }
}
