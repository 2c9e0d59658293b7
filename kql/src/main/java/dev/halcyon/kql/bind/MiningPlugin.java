package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PatternMining;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code autocluster}, {@code basket} and {@code diffpatterns} (series.md, section 7): all discrete columns of the input
 * are mined. In any optional place {@code "~"} asks for the standard value.
 */
final class MiningPlugin implements Plugin {

    private static final String STANDARD = "~";

    /** The documented least threshold. */
    private static final double LEAST_THRESHOLD = 0.015;

    /** Published queries ask for as little, whatever is documented. */
    private static final double LEAST_BASKET_THRESHOLD = 0.01;

    private static final int MOST_SEEDS = 1000;

    private final PatternMining.Kind kind;

    MiningPlugin(PatternMining.Kind kind) {
        this.kind = kind;
    }

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(Integer.MAX_VALUE);
        return switch (kind) {
            case AUTOCLUSTER -> bind(call, 0, 1, 2, new Range(0, 1, 0.5), new Range(1, MOST_SEEDS, 25));
            case BASKET -> bind(call, 0, 1, 2, new Range(LEAST_BASKET_THRESHOLD, 1, 0.05), new Range(1, 1000, 5));
            case DIFFPATTERNS ->
                bind(
                        call,
                        4,
                        3,
                        5,
                        new Range(LEAST_THRESHOLD, 1, 0.05),
                        new Range(1, Integer.MAX_VALUE, Integer.MAX_VALUE));
        };
    }

    /** What a number may be, and what it is when it is not given. */
    private record Range(double least, double greatest, double standard) {}

    private Rowset bind(PluginCall call, int thresholdAt, int weightAt, int limitAt, Range thresholds, Range limits) {
        boolean differs = kind == PatternMining.Kind.DIFFPATTERNS;
        List<Assignment> assignments = new ArrayList<>();
        List<PlanColumn> used = new ArrayList<>();
        if (differs) {
            PlanColumn split = call.column(call.required(0, "SplitColumn"));
            used.add(split);
            assignments.add(assignment(call, "#set", new ColumnReference(split), ScalarType.STRING));
        }
        Optional<ScalarExpression> weight = given(call, weightAt);
        if (weight.isPresent()) {
            PlanColumn column = call.column(call.positional().get(weightAt));
            if (!isNumber(column.type())) {
                throw call.error(
                        SemanticError.ARGUMENT_TYPE, "weighs rows by a number, '%s' is none".formatted(column.name()));
            }
            used.add(column);
            assignments.add(assignment(call, "#weight", new ColumnReference(column), ScalarType.REAL));
        }
        List<PlanColumn> mined = call.input().visibleColumns().stream()
                .filter(column -> !used.contains(column) && isDiscrete(column.type()))
                .toList();
        if (mined.isEmpty()) {
            throw call.error(SemanticError.WRONG_SHAPE, "finds no discrete column to mine");
        }
        Map<ScalarType, Literal> custom = wildcards(call, limitAt + 1);
        List<Literal> wildcards = new ArrayList<>();
        for (PlanColumn column : mined) {
            assignments.add(new Assignment(column, new ColumnReference(column)));
            wildcards.add(custom.getOrDefault(column.type(), Literal.missing(column.type())));
        }
        PatternMining mining = new PatternMining(
                kind,
                number(call, thresholdAt, thresholds),
                (int) number(call, limitAt, limits),
                weight.isPresent(),
                differs ? set(call, 1, "SplitValueA") : "",
                differs ? set(call, 2, "SplitValueB") : "",
                wildcards);
        List<PlanColumn> output = measures(call);
        mined.forEach(column -> output.add(call.session().ids().column(column.column())));
        return Rowset.of(
                new TableFunction(List.of(new Project(call.input().relation(), assignments)), mining, output, true));
    }

    private List<PlanColumn> measures(PluginCall call) {
        ColumnIds ids = call.session().ids();
        List<PlanColumn> columns = new ArrayList<>();
        columns.add(ids.column("SegmentId", ScalarType.LONG));
        if (kind == PatternMining.Kind.DIFFPATTERNS) {
            columns.add(ids.column("CountA", ScalarType.LONG));
            columns.add(ids.column("CountB", ScalarType.LONG));
            columns.add(ids.column("PercentA", ScalarType.REAL));
            columns.add(ids.column("PercentB", ScalarType.REAL));
            columns.add(ids.column("PercentDiffAB", ScalarType.REAL));
        } else {
            columns.add(ids.column("Count", ScalarType.LONG));
            columns.add(ids.column("Percent", ScalarType.REAL));
        }
        return columns;
    }

    private static Assignment assignment(PluginCall call, String name, ScalarExpression value, ScalarType type) {
        return new Assignment(call.session().ids().column(name, type), ConstantFolder.convert(value, type));
    }

    /** An optional argument; empty when it is missing or asks for the standard. */
    private static Optional<ScalarExpression> given(PluginCall call, int position) {
        List<SyntaxExpression> positional = call.positional();
        if (position >= positional.size()) {
            return Optional.empty();
        }
        ScalarExpression value = call.value(positional.get(position));
        return value instanceof Literal literal && STANDARD.equals(literal.value())
                ? Optional.empty()
                : Optional.of(value);
    }

    private static double number(PluginCall call, int position, Range range) {
        if (given(call, position).isEmpty()) {
            return range.standard;
        }
        Literal value = call.constant(call.positional().get(position), ScalarType.REAL, Literal.ofReal(range.standard));
        if (value.value() instanceof Double number && number >= range.least && number <= range.greatest) {
            return number;
        }
        throw call.error(
                SemanticError.INVALID_VALUE,
                "takes a number from %s to %s as argument %d".formatted(range.least, range.greatest, position + 1));
    }

    private static String set(PluginCall call, int position, String name) {
        call.required(position, name);
        return call.text(position, name).orElse("");
    }

    private static Map<ScalarType, Literal> wildcards(PluginCall call, int from) {
        Map<ScalarType, Literal> wildcards = new EnumMap<>(ScalarType.class);
        for (int position = from; position < call.positional().size(); position++) {
            if (given(call, position).isPresent()) {
                Literal wildcard = call.constant(call.positional().get(position), Literal.ofString(""));
                if (wildcards.put(wildcard.type(), wildcard) != null) {
                    throw call.error(
                            SemanticError.INVALID_VALUE,
                            "takes one wildcard for each type, not two for " + wildcard.type());
                }
            }
        }
        return wildcards;
    }

    private static boolean isNumber(ScalarType type) {
        return switch (type) {
            case INT, LONG, REAL, DECIMAL -> true;
            case BOOL, DATETIME, TIMESPAN, GUID, STRING, DYNAMIC -> false;
        };
    }

    private static boolean isDiscrete(ScalarType type) {
        return switch (type) {
            case BOOL, INT, LONG, GUID, STRING -> true;
            case REAL, DECIMAL, DATETIME, TIMESPAN, DYNAMIC -> false;
        };
    }
}
