package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.FunnelSequence;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code funnel_sequence(id, timeline, start, end, stepSpan, bin, state, sequence)}: how many ids came to the sequence
 * from which state and went on to which. Three tables: by both states, by the one before, by the one after.
 */
final class FunnelSequencePlugin implements SeveralTablesPlugin {

    private static final int STEP_SPAN = 4;
    private static final int STATE = 6;
    private static final int ARGUMENTS = 8;
    private static final long MOST_SAMPLES = 128;

    @Override
    public boolean firstMayGoOn() {
        return true;
    }

    @Override
    public Rowset bind(PluginCall call) {
        return table(call, true, true);
    }

    @Override
    public List<Rowset> tables(PluginCall call) {
        return List.of(table(call, true, true), table(call, true, false), table(call, false, true));
    }

    private static Rowset table(PluginCall call, boolean byPrevious, boolean byNext) {
        call.expect(
                ARGUMENTS,
                "IdColumn",
                "TimelineColumn",
                "Start",
                "End",
                "MaxSequenceStepWindow",
                "Step",
                "StateColumn",
                "Sequence");
        FunnelInput input = FunnelInput.of(call, STATE);
        Timeline timeline = input.records().timeline();
        long stepSpan = timeline.distance(STEP_SPAN, "MaxSequenceStepWindow");
        long step = timeline.distance(STEP_SPAN + 1, "Step");
        ColumnIds ids = call.session().ids();
        ScalarType stateType = input.state().type();
        PlanColumn previous = ids.column("prev", stateType);
        PlanColumn next = ids.column("next", stateType);
        PlanColumn id = ids.column(input.records().id().column());
        TableFunction occurrences =
                input.computed(step, new FunnelSequence(input.sequence(), stepSpan), previous, next, id);
        List<Assignment> keys = new ArrayList<>();
        keys.add(key(ids, occurrences.columns().getFirst()));
        if (byPrevious) {
            keys.add(key(ids, previous));
        }
        if (byNext) {
            keys.add(key(ids, next));
        }
        ScalarExpression value = new ColumnReference(id);
        PlanColumn count = ids.column("dcount", ScalarType.LONG);
        AggregateCall distinct = new AggregateCall(
                call.session().catalogue().get(FunctionKind.AGGREGATE, "count_distinct"),
                List.of(value),
                ScalarType.LONG);
        AggregateCall samples = new AggregateCall(
                call.session().catalogue().get(FunctionKind.AGGREGATE, "make_set"),
                List.of(value, Literal.ofLong(MOST_SAMPLES)),
                ScalarType.DYNAMIC);
        Aggregate grouped = new Aggregate(
                occurrences,
                keys,
                List.of(
                        new AggregateAssignment(List.of(count), distinct),
                        new AggregateAssignment(List.of(ids.column("samples", ScalarType.DYNAMIC)), samples)));
        return Rowset.of(new Sort(
                grouped,
                List.of(
                        ActivityInput.ascending(keys.getFirst().target()),
                        new SortKey(new ColumnReference(count), true, false))));
    }

    private static Assignment key(ColumnIds ids, PlanColumn column) {
        return new Assignment(ids.column(column.column()), new ColumnReference(column));
    }
}
