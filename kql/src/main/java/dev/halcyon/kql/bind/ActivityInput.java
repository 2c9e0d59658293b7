package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Summarizes the records of an activity plugin: the set-based half of its work. */
record ActivityInput(PluginCall call, Timeline timeline, PlanColumn id, List<PlanColumn> dimensions) {

    /** The time rounded down to {@code origin} plus a multiple of the step. */
    ScalarExpression bin(long step, long origin) {
        ScalarType type = timeline.pointType();
        ScalarType distance = type == ScalarType.DATETIME ? ScalarType.TIMESPAN : type;
        return new Call(
                call.session().catalogue().get(FunctionKind.SCALAR, "bin_at"),
                List.of(time(), new Literal(distance, step), new Literal(type, origin)),
                type);
    }

    private ScalarExpression time() {
        return ConstantFolder.convert(new ColumnReference(timeline.column()), timeline.pointType());
    }

    /** The records from one point to another, inclusive. */
    Relation between(long from, long to) {
        ScalarExpression condition = operator(
                "and",
                operator(">=", time(), new Literal(timeline.pointType(), from)),
                operator("<=", time(), new Literal(timeline.pointType(), to)));
        return new Filter(call.input().relation(), condition);
    }

    private ScalarExpression operator(String name, ScalarExpression left, ScalarExpression right) {
        return new Call(
                call.session().catalogue().get(FunctionKind.OPERATOR, name), List.of(left, right), ScalarType.BOOL);
    }

    /** Bin, id, number of records, dimensions; ordered by the dimensions, then as asked. */
    Relation counted(Relation records, ScalarExpression bin, boolean idBeforeBin) {
        BindingSession session = call.session();
        PlanColumn binColumn = session.ids().column("bin", bin.type());
        PlanColumn count = session.ids().column("count", ScalarType.LONG);
        List<Assignment> keys = new ArrayList<>(List.of(
                new Assignment(binColumn, bin),
                new Assignment(session.ids().column(id.column()), new ColumnReference(id))));
        for (PlanColumn dimension : dimensions) {
            keys.add(new Assignment(session.ids().column(dimension.column()), new ColumnReference(dimension)));
        }
        AggregateCall rows =
                new AggregateCall(session.catalogue().get(FunctionKind.AGGREGATE, "count"), List.of(), ScalarType.LONG);
        Relation summarized = new Aggregate(records, keys, List.of(new AggregateAssignment(List.of(count), rows)));
        List<PlanColumn> columns =
                new ArrayList<>(keys.stream().map(Assignment::target).toList());
        columns.add(2, count);
        List<SortKey> order = new ArrayList<>();
        columns.subList(3, columns.size()).forEach(column -> order.add(ascending(column)));
        order.add(ascending(columns.get(idBeforeBin ? 1 : 0)));
        order.add(ascending(columns.get(idBeforeBin ? 0 : 1)));
        return new Sort(new Project(summarized, Relations.passThrough(columns)), order);
    }

    static SortKey ascending(PlanColumn column) {
        return new SortKey(new ColumnReference(column), false, true);
    }

    /** Output columns: the timeline's, the dimensions, then measures. */
    List<PlanColumn> output(Object... measures) {
        List<PlanColumn> columns = new ArrayList<>();
        columns.add(call.session().ids().column(timeline.column().name(), timeline.pointType()));
        addDimensions(columns);
        addMeasures(columns, measures);
        return columns;
    }

    void addDimensions(List<PlanColumn> columns) {
        dimensions.forEach(dimension -> columns.add(call.session().ids().column(dimension.column())));
    }

    /** Pairs of a name and a type. */
    void addMeasures(List<PlanColumn> columns, Object... measures) {
        for (int index = 0; index < measures.length; index += 2) {
            columns.add(call.session().ids().column((String) measures[index], (ScalarType) measures[index + 1]));
        }
    }
}
