package dev.halcyon.kql.bind;

import static dev.halcyon.kql.type.ScalarType.LONG;
import static dev.halcyon.kql.type.ScalarType.REAL;

import dev.halcyon.kql.plan.ActivityMetrics;
import dev.halcyon.kql.plan.ActivityMetrics.Measure;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plugins that follow ids through the bins of a timeline; they differ in what they count. */
final class ActivityPlugin implements Plugin {

    private static final int WINDOW_POSITION = 4;

    private final Measure measure;

    ActivityPlugin(Measure measure) {
        this.measure = measure;
    }

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(
                Integer.MAX_VALUE,
                "IdColumn",
                "TimelineColumn",
                "Start",
                "End",
                "Step",
                "Window",
                "LookBackWindow",
                "InnerActivityWindow",
                "OuterActivityWindow");
        PlanColumn id = call.column(call.required(0, "IdColumn"));
        Timeline timeline = Timeline.of(call, 1, "TimelineColumn");
        long start = timeline.point(2, "Start");
        long end = timeline.point(3, "End");
        return switch (measure) {
            case ACTIVITY_COUNTS_METRICS, ACTIVITY_METRICS -> {
                long step = timeline.distance(WINDOW_POSITION, "Step");
                ActivityInput input = new ActivityInput(call, timeline, id, call.dimensions(WINDOW_POSITION + 1));
                yield rows(input, start, end, step, step);
            }
            case ACTIVITY_ENGAGEMENT -> {
                long inner = timeline.distance(WINDOW_POSITION, "InnerActivityWindow");
                long outer = timeline.distance(WINDOW_POSITION + 1, "OuterActivityWindow");
                ActivityInput input = new ActivityInput(call, timeline, id, call.dimensions(WINDOW_POSITION + 2));
                yield rows(input, start, end, inner, Math.max(inner, outer));
            }
            case SLIDING_WINDOW_COUNTS -> {
                long window = timeline.distance(WINDOW_POSITION, "LookBackWindow");
                long step = timeline.distance(WINDOW_POSITION + 1, "Step");
                ActivityInput input = new ActivityInput(call, timeline, id, call.dimensions(WINDOW_POSITION + 2));
                yield rows(input, start, end, step, Math.max(step, window / step * step));
            }
            case NEW_ACTIVITY_METRICS -> cohorts(call, timeline, id, start, end);
        };
    }

    private Rowset rows(ActivityInput input, long start, long end, long step, long window) {
        boolean looksBack = measure == Measure.SLIDING_WINDOW_COUNTS;
        long from = looksBack ? input.timeline().before(start, window - step) : start;
        Relation counted = input.counted(input.between(from, end), input.bin(step, start), false);
        List<PlanColumn> output = switch (measure) {
            case ACTIVITY_COUNTS_METRICS ->
                input.output("count", LONG, "dcount", LONG, "new_dcount", LONG, "aggregated_dcount", LONG);
            case SLIDING_WINDOW_COUNTS -> input.output("Count", LONG, "Dcount", LONG);
            case ACTIVITY_METRICS ->
                dimensionsLast(
                        input,
                        "dcount_values",
                        LONG,
                        "dcount_newvalues",
                        LONG,
                        "retention_rate",
                        REAL,
                        "churn_rate",
                        REAL);
            case ACTIVITY_ENGAGEMENT ->
                dimensionsLast(
                        input,
                        "dcount_activities_inner",
                        LONG,
                        "dcount_activities_outer",
                        LONG,
                        "activity_ratio",
                        REAL);
            case NEW_ACTIVITY_METRICS -> throw new IllegalStateException("Cohorts have two bins");
        };
        ActivityMetrics computation = new ActivityMetrics(measure, start, end, step, window, null);
        return Rowset.of(new TableFunction(List.of(counted), computation, output, false));
    }

    private static List<PlanColumn> dimensionsLast(ActivityInput input, Object... measures) {
        List<PlanColumn> columns = new ArrayList<>();
        columns.add(input.call()
                .session()
                .ids()
                .column(input.timeline().column().name(), input.timeline().pointType()));
        input.addMeasures(columns, measures);
        input.addDimensions(columns);
        return columns;
    }

    /** Behind the window: a cohort, dimensions, a table of ids seen before; each may be left out. */
    private static Rowset cohorts(PluginCall call, Timeline timeline, PlanColumn id, long start, long end) {
        long step = timeline.distance(WINDOW_POSITION, "Window");
        List<SyntaxExpression> rest = call.positional();
        List<PlanColumn> dimensions = new ArrayList<>();
        @Nullable Long cohort = null;
        Relation seen = null;
        for (int index = WINDOW_POSITION + 1; index < rest.size(); index++) {
            SyntaxExpression argument = rest.get(index);
            if (new TabularBinder(call.session()).isTabular(argument, call.environment())) {
                seen = call.table(argument).relation();
            } else if (argument instanceof NameReference name && isColumn(call, name)) {
                dimensions.add(call.column(name));
            } else {
                cohort = timeline.point(index, "Cohort");
            }
        }
        ActivityInput input = new ActivityInput(call, timeline, id, dimensions);
        List<Relation> inputs = new ArrayList<>();
        inputs.add(input.counted(input.between(start, end), input.bin(step, start), false));
        if (seen != null) {
            inputs.add(ids(call, id, seen));
        }
        String name = timeline.column().name();
        List<PlanColumn> output = new ArrayList<>();
        input.addMeasures(
                output,
                "from_" + name,
                timeline.pointType(),
                "to_" + name,
                timeline.pointType(),
                "dcount_new_values",
                LONG,
                "dcount_retained_values",
                LONG,
                "dcount_churn_values",
                LONG,
                "retention_rate",
                REAL,
                "churn_rate",
                REAL);
        input.addDimensions(output);
        ActivityMetrics computation = new ActivityMetrics(Measure.NEW_ACTIVITY_METRICS, start, end, step, step, cohort);
        return Rowset.of(new TableFunction(inputs, computation, output, false));
    }

    private static boolean isColumn(PluginCall call, NameReference name) {
        return call.input().relation().columns().stream()
                .anyMatch(column -> column.name().equals(name.name()));
    }

    private static Relation ids(PluginCall call, PlanColumn id, Relation seen) {
        PlanColumn column = seen.columns().stream()
                .filter(candidate -> candidate.name().equals(id.name()) && candidate.type() == id.type())
                .findFirst()
                .orElseThrow(() -> call.error(
                        SemanticError.UNRESOLVED_NAME,
                        "needs a column %s:%s in the look-back table".formatted(id.name(), id.type())));
        return new dev.halcyon.kql.plan.Aggregate(
                seen, List.of(new Assignment(column, new ColumnReference(column))), List.of());
    }
}
