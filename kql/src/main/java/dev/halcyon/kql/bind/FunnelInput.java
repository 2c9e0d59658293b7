package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.TableComputation;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** What the two funnel plugins have in common: records of ids that pass through states along a timeline. */
record FunnelInput(ActivityInput records, PlanColumn state, List<String> sequence) {

    private static final int MOST_STEPS = 64;
    private static final int WINDOW_START = 2;

    /** Reads id, timeline, state and sequence; the state's position differs between the two. */
    static FunnelInput of(PluginCall call, int statePosition) {
        PlanColumn id = call.column(call.required(0, "IdColumn"));
        Timeline timeline = Timeline.of(call, 1, "TimelineColumn");
        PlanColumn state = call.column(call.required(statePosition, "StateColumn"));
        List<String> sequence = array(call, statePosition + 1, "Sequence");
        return new FunnelInput(new ActivityInput(call, timeline, id, List.of()), state, sequence);
    }

    /** The elements of a constant array, as texts. */
    static List<String> array(PluginCall call, int position, String name) {
        SyntaxExpression expression = call.required(position, name);
        Literal literal = call.constant(expression, ScalarType.DYNAMIC, new Literal(ScalarType.DYNAMIC, "[0]"));
        List<String> elements =
                literal.value() instanceof String json ? ConstantArrays.scalars(json) : List.<String>of();
        if (elements.isEmpty() || elements.size() > MOST_STEPS) {
            throw call.session()
                    .error(
                            SemanticError.INVALID_VALUE,
                            expression.span(),
                            "%s(): %s must be an array of 1 to %d values".formatted(call.name(), name, MOST_STEPS));
        }
        return elements;
    }

    /** What a computation makes of the rows: its columns stand behind the bin. */
    TableFunction computed(long step, TableComputation computation, PlanColumn... columns) {
        List<PlanColumn> output = new ArrayList<>();
        output.add(binColumn());
        output.addAll(List.of(columns));
        return new TableFunction(List.of(rows(step)), computation, output, false);
    }

    /** Bin, id, time, the state's text, the state; ordered by the first three. */
    private Relation rows(long step) {
        PluginCall call = records.call();
        BindingSession session = call.session();
        Timeline timeline = records.timeline();
        long start = timeline.point(WINDOW_START, "Start");
        long end = timeline.point(WINDOW_START + 1, "End");
        PlanColumn bin = session.ids().column(timeline.column().name(), timeline.pointType());
        PlanColumn id = session.ids().column(records.id().column());
        PlanColumn time = session.ids().column("time", timeline.pointType());
        PlanColumn text = session.ids().column("text", ScalarType.STRING);
        ScalarExpression stateText = state.type() == ScalarType.STRING
                ? new ColumnReference(state)
                : new Call(
                        session.catalogue().get(FunctionKind.SCALAR, "tostring"),
                        List.of(new ColumnReference(state)),
                        ScalarType.STRING);
        Relation rows = new Project(
                records.between(start, end),
                List.of(
                        new Assignment(bin, records.bin(step, start)),
                        new Assignment(id, new ColumnReference(records.id())),
                        new Assignment(
                                time,
                                ConstantFolder.convert(new ColumnReference(timeline.column()), timeline.pointType())),
                        new Assignment(text, stateText),
                        new Assignment(session.ids().column(state.column()), new ColumnReference(state))));
        return new Sort(
                rows,
                List.of(ActivityInput.ascending(bin), ActivityInput.ascending(id), ActivityInput.ascending(time)));
    }

    /** The column of the bins, new for each table. */
    private PlanColumn binColumn() {
        Timeline timeline = records.timeline();
        return records.call().session().ids().column(timeline.column().name(), timeline.pointType());
    }
}
