package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.SegmentExplanation;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code halcyon_explain(Condition, max_conditions, max_segments, bins, min_support, max_p, weight)}, of Halcyon's own: by
 * all columns that neither the condition nor the weight reads. Beside a condition on a time, the other times of a row are
 * left out as well: they follow it, and would explain it best and say nothing. So would numbers that grow with the time;
 * the engine finds those.
 */
final class ExplainPlugin implements Plugin {

    static final String NAME = "halcyon_explain";

    private static final int CONDITIONS = 3;
    private static final int MOST_CONDITIONS = 5;
    private static final int SEGMENTS = 10;
    private static final int MOST_SEGMENTS = 100;
    private static final int BINS = 20;
    private static final int MOST_BINS = 100;
    private static final double SUPPORT = 0.02;
    private static final double PROBABILITY = 0.05;

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(7, "Condition", "max_conditions", "max_segments", "bins", "min_support", "max_p", "weight");
        ScalarExpression condition = call.value(call.required(0, "Condition"));
        if (condition.type() != ScalarType.BOOL) {
            throw call.error(
                    SemanticError.ARGUMENT_TYPE,
                    "explains when a bool is true, not a value of type %s".formatted(condition.type()));
        }
        PluginOptions options = new PluginOptions(call);
        Optional<ScalarExpression> weight = weight(call);
        Set<PlanColumn> read = new HashSet<>();
        PlanExpressions.collectColumns(condition, read);
        Optional<PlanColumn> time = call.input().visibleColumns().stream()
                .filter(column -> column.type() == ScalarType.DATETIME && read.contains(column))
                .findFirst();
        SegmentExplanation explanation = new SegmentExplanation(
                weight.isPresent(),
                time.isPresent(),
                options.whole(1, "max_conditions", 1, MOST_CONDITIONS, CONDITIONS),
                options.whole(2, "max_segments", 1, MOST_SEGMENTS, SEGMENTS),
                options.whole(3, "bins", 2, MOST_BINS, BINS),
                options.number(4, "min_support", 0, 1, SUPPORT),
                options.number(5, "max_p", 0, 1, PROBABILITY));
        weight.ifPresent(expression -> PlanExpressions.collectColumns(expression, read));
        List<PlanColumn> explaining = call.input().visibleColumns().stream()
                .filter(column -> !read.contains(column) && explains(column.type()))
                .filter(column -> time.isEmpty() || column.type() != ScalarType.DATETIME)
                .toList();
        if (explaining.isEmpty()) {
            throw call.error(SemanticError.WRONG_SHAPE, "finds no column to explain by beside those of the condition");
        }
        ColumnIds ids = call.session().ids();
        List<Assignment> assignments = new ArrayList<>();
        assignments.add(new Assignment(ids.column("#condition", ScalarType.BOOL), condition));
        weight.ifPresent(
                expression -> assignments.add(new Assignment(ids.column("#weight", expression.type()), expression)));
        time.ifPresent(column ->
                assignments.add(new Assignment(ids.column("#time", ScalarType.DATETIME), new ColumnReference(column))));
        explaining.forEach(column -> assignments.add(new Assignment(column, new ColumnReference(column))));
        List<PlanColumn> output = new ArrayList<>(List.of(
                ids.column("SegmentId", ScalarType.LONG),
                ids.column("Segment", ScalarType.STRING),
                ids.column("Conditions", ScalarType.DYNAMIC),
                ids.column("CountTrue", ScalarType.LONG),
                ids.column("CountFalse", ScalarType.LONG),
                ids.column("ShareTrue", ScalarType.REAL),
                ids.column("ShareFalse", ScalarType.REAL),
                ids.column("Lift", ScalarType.REAL),
                ids.column("Support", ScalarType.REAL),
                ids.column("Score", ScalarType.REAL),
                ids.column("PValue", ScalarType.REAL)));
        if (weight.isPresent()) {
            output.add(ids.column("WeightTrue", ScalarType.REAL));
            output.add(ids.column("WeightFalse", ScalarType.REAL));
        }
        return Rowset.of(new TableFunction(
                List.of(new Project(call.input().relation(), assignments)), explanation, output, true));
    }

    private static Optional<ScalarExpression> weight(PluginCall call) {
        return call.argument(6, "weight").map(call::value).map(value -> switch (value.type()) {
            case INT, LONG, REAL, DECIMAL -> ConstantFolder.convert(value, ScalarType.REAL);
            case TIMESPAN -> value;
            case BOOL, DATETIME, DYNAMIC, GUID, STRING ->
                throw call.error(
                        SemanticError.ARGUMENT_TYPE,
                        "weighs rows by a number or a timespan, not by a value of type %s".formatted(value.type()));
        });
    }

    private static boolean explains(ScalarType type) {
        return switch (type) {
            case BOOL, INT, LONG, REAL, DATETIME, TIMESPAN, GUID, STRING -> true;
            case DECIMAL, DYNAMIC -> false;
        };
    }
}
