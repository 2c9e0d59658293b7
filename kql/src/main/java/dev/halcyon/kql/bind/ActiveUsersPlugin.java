package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.ActiveUsersCount;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;

/** {@code active_users_count(id, timeline, start, end, lookBack, period, periods, bin, dimension…)}. */
final class ActiveUsersPlugin implements Plugin {

    private static final int FIRST_DIMENSION = 8;

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(
                Integer.MAX_VALUE,
                "IdColumn",
                "TimelineColumn",
                "Start",
                "End",
                "LookbackWindow",
                "Period",
                "ActivePeriods",
                "Step");
        PlanColumn id = call.column(call.required(0, "IdColumn"));
        Timeline timeline = Timeline.of(call, 1, "TimelineColumn");
        long start = timeline.point(2, "Start");
        long end = timeline.point(3, "End");
        long lookBack = timeline.distance(4, "LookbackWindow");
        long period = timeline.distance(5, "Period");
        long periods = call.positive(call.required(6, "ActivePeriods"), "ActivePeriods");
        long bin = timeline.distance(7, "Step");
        ActivityInput input = new ActivityInput(call, timeline, id, call.dimensions(FIRST_DIMENSION));
        long from = timeline.before(start, lookBack);
        Relation counted = input.counted(input.between(from, end), input.bin(period, start), true);
        return Rowset.of(new TableFunction(
                List.of(counted),
                new ActiveUsersCount(start, end, lookBack, periods, bin),
                input.output("dcount", ScalarType.LONG),
                false));
    }
}
