package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.SessionCount;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** {@code session_count(id, timeline, start, end, bin, lookBack, dimension…)}. */
final class SessionCountPlugin implements Plugin {

    private static final int FIRST_DIMENSION = 6;

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(Integer.MAX_VALUE, "IdColumn", "TimelineColumn", "Start", "End", "Bin", "LookBackWindow");
        PlanColumn id = call.column(call.required(0, "IdColumn"));
        Timeline timeline = Timeline.of(call, 1, "TimelineColumn");
        SessionCount computation = new SessionCount(
                timeline.point(2, "Start"),
                timeline.point(3, "End"),
                timeline.distance(4, "Bin"),
                timeline.distance(5, "LookBackWindow"));
        List<PlanColumn> dimensions = call.dimensions(FIRST_DIMENSION);
        List<PlanColumn> columns = new ArrayList<>(dimensions);
        columns.addFirst(timeline.column());
        columns.add(1, id);
        Relation rows = new Project(call.input().relation(), Relations.passThrough(columns));
        List<SortKey> keys = new ArrayList<>();
        dimensions.forEach(column -> keys.add(ascending(column)));
        keys.add(ascending(id));
        keys.add(ascending(timeline.column()));
        List<PlanColumn> output = new ArrayList<>();
        output.add(call.session().ids().column(timeline.column().column()));
        dimensions.forEach(column -> output.add(call.session().ids().column(column.column())));
        output.add(call.session().ids().column("count_sessions", ScalarType.LONG));
        return Rowset.of(new TableFunction(List.of(new Sort(rows, keys)), computation, output, false));
    }

    private static SortKey ascending(PlanColumn column) {
        return new SortKey(new ColumnReference(column), false, true);
    }
}
