package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.SequenceDetect;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.syntax.Argument;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** {@code sequence_detect(timeline, stepSpan, span, name = condition…, dimension…)}. */
final class SequenceDetectPlugin implements Plugin {

    private static final int FIRST_STEP = 3;

    @Override
    public Rowset bind(PluginCall call) {
        BindingSession session = call.session();
        Timeline timeline = Timeline.of(call, 0, "TimelineColumn");
        long stepSpan = timeline.distance(1, "MaxSequenceStepWindow");
        long span = timeline.distance(2, "MaxSequenceSpan");
        List<Assignment> steps = new ArrayList<>();
        List<Assignment> dimensions = new ArrayList<>();
        List<Argument> arguments = call.arguments();
        for (Argument argument : arguments.subList(Math.min(FIRST_STEP, arguments.size()), arguments.size())) {
            ScalarExpression value = call.value(argument.value());
            boolean condition = value.type() == ScalarType.BOOL && !(value instanceof ColumnReference);
            if (condition && dimensions.isEmpty()) {
                String name = argument.name() == null
                        ? "Expr" + (steps.size() + 1)
                        : argument.name().text();
                steps.add(new Assignment(session.ids().column(name, ScalarType.BOOL), value));
            } else {
                String name = argument.name() != null
                        ? argument.name().text()
                        : value instanceof ColumnReference reference
                                ? reference.column().name()
                                : "Dim" + (dimensions.size() + 1);
                dimensions.add(new Assignment(session.ids().column(name, value.type()), value));
            }
        }
        if (steps.isEmpty()) {
            throw call.error(SemanticError.ARGUMENT_COUNT, "needs conditions behind the two spans");
        }
        PlanColumn time = session.ids().column(timeline.column().name(), timeline.pointType());
        List<Assignment> assignments = new ArrayList<>();
        assignments.add(new Assignment(
                time, ConstantFolder.convert(new ColumnReference(timeline.column()), timeline.pointType())));
        assignments.addAll(steps);
        assignments.addAll(dimensions);
        Relation rows = new Project(call.input().relation(), assignments);
        List<SortKey> order = new ArrayList<>();
        dimensions.forEach(dimension -> order.add(ActivityInput.ascending(dimension.target())));
        order.add(ActivityInput.ascending(time));
        List<PlanColumn> output = new ArrayList<>();
        dimensions.forEach(
                dimension -> output.add(session.ids().column(dimension.target().column())));
        steps.forEach(step ->
                output.add(session.ids().column(step.target().name() + "_" + time.name(), timeline.pointType())));
        output.add(session.ids()
                .column(
                        "Duration",
                        timeline.pointType() == ScalarType.DATETIME ? ScalarType.TIMESPAN : timeline.pointType()));
        return Rowset.of(new TableFunction(
                List.of(new Sort(rows, order)), new SequenceDetect(steps.size(), stepSpan, span), output, false));
    }
}
