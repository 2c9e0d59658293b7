package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.RollingPercentile;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** {@code rolling_percentile(value, percentile, index, binSize, binsPerWindow, dimension…)}. */
final class RollingPercentilePlugin implements Plugin {

    private static final int FIRST_DIMENSION = 5;
    private static final double HUNDRED = 100;

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(Integer.MAX_VALUE, "ValueColumn", "Percentile", "IndexColumn", "BinSize", "BinsPerWindow");
        BindingSession session = call.session();
        PlanColumn value = call.column(call.required(0, "ValueColumn"));
        switch (value.type()) {
            case INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN -> {}
            case BOOL, GUID, STRING, DYNAMIC ->
                throw call.error(
                        SemanticError.ARGUMENT_TYPE,
                        "needs numbers, datetimes or timespans; '%s' is a %s".formatted(value.name(), value.type()));
        }
        double percentile = percentile(call);
        Timeline timeline = Timeline.of(call, 2, "IndexColumn");
        long step = timeline.distance(3, "BinSize");
        long bins = call.positive(call.required(4, "BinsPerWindow"), "BinsPerWindow");
        List<PlanColumn> dimensions = call.dimensions(FIRST_DIMENSION);
        ActivityInput input = new ActivityInput(call, timeline, value, dimensions);
        ScalarExpression present = new Call(
                session.catalogue().get(FunctionKind.OPERATOR, "and"),
                List.of(isNotNull(session, timeline.column()), isNotNull(session, value)),
                ScalarType.BOOL);
        List<Assignment> assignments = new ArrayList<>();
        assignments.add(new Assignment(session.ids().column("bin", timeline.pointType()), input.bin(step, 0)));
        assignments.add(new Assignment(session.ids().column(value.column()), new ColumnReference(value)));
        dimensions.forEach(column ->
                assignments.add(new Assignment(session.ids().column(column.column()), new ColumnReference(column))));
        Relation rows = new Project(new Filter(call.input().relation(), present), assignments);
        List<SortKey> order = new ArrayList<>();
        rows.columns().subList(2, rows.columns().size()).forEach(column -> order.add(ActivityInput.ascending(column)));
        order.add(ActivityInput.ascending(rows.columns().get(0)));
        order.add(ActivityInput.ascending(rows.columns().get(1)));
        String name = "rolling_%d_percentile_%s_%s"
                .formatted(
                        bins,
                        value.name(),
                        BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString());
        return Rowset.of(new TableFunction(
                List.of(new Sort(rows, order)),
                new RollingPercentile(percentile, step, bins),
                input.output(name, value.type()),
                false));
    }

    private static double percentile(PluginCall call) {
        Literal literal = call.constant(call.required(1, "Percentile"), ScalarType.REAL, Literal.ofReal(0));
        if (literal.value() instanceof Double percentile && percentile >= 0 && percentile <= HUNDRED) {
            return percentile;
        }
        throw call.error(SemanticError.INVALID_VALUE, "needs a percentile from 0 to 100");
    }

    private static ScalarExpression isNotNull(BindingSession session, PlanColumn column) {
        return new Call(
                session.catalogue().get(FunctionKind.SCALAR, "isnotnull"),
                List.of(new ColumnReference(column)),
                ScalarType.BOOL);
    }
}
