package dev.halcyon.engine.lower;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The aggregates this engine can compute, by name. */
public final class AggregateLowerings {

    private static final Map<String, AggregateFunctionLowering> LOWERINGS = collect();

    /** The filtered form of an aggregate: the same with a predicate as argument number {@code predicate}. */
    private record Filtered(String plain, int predicate) {}

    private static final Map<String, Filtered> FILTERED = Map.ofEntries(
            Map.entry("avgif", new Filtered("avg", 1)),
            Map.entry("count_distinctif", new Filtered("count_distinct", 1)),
            Map.entry("countif", new Filtered("count", 0)),
            Map.entry("covarianceif", new Filtered("covariance", 2)),
            Map.entry("covariancepif", new Filtered("covariancep", 2)),
            Map.entry("dcountif", new Filtered("dcount", 1)),
            Map.entry("hll_if", new Filtered("hll", 1)),
            Map.entry("make_bag_if", new Filtered("make_bag", 1)),
            Map.entry("make_list_if", new Filtered("make_list", 1)),
            Map.entry("make_set_if", new Filtered("make_set", 1)),
            Map.entry("maxif", new Filtered("max", 1)),
            Map.entry("minif", new Filtered("min", 1)),
            Map.entry("stdevif", new Filtered("stdev", 1)),
            Map.entry("sumif", new Filtered("sum", 1)),
            Map.entry("take_anyif", new Filtered("take_any", 1)),
            Map.entry("varianceif", new Filtered("variance", 1)),
            Map.entry("variancepif", new Filtered("variancep", 1)));

    private static final Set<String> ORDER_DEPENDENT = Set.of(
            "make_list",
            "make_list_if",
            "make_list_with_nulls",
            "make_set",
            "make_set_if",
            "make_bag",
            "make_bag_if",
            "arg_max",
            "arg_min",
            "take_any",
            "take_anyif",
            "any");

    private AggregateLowerings() {}

    /** True when a call of it can be lowered. */
    public static boolean supports(FunctionDeclaration function) {
        return function.kind() == FunctionKind.AGGREGATE
                && (LOWERINGS.containsKey(function.name())
                        || FILTERED.containsKey(function.name())
                        || SelectingAggregates.supports(function.name())
                        || PercentileLowerings.supports(function.name()));
    }

    /** True when the result depends on the order of the rows. */
    static boolean dependsOnOrder(AggregateCall call) {
        return ORDER_DEPENDENT.contains(call.function().name());
    }

    /** Each target of the assignments with its SQL. */
    static List<Output> outputs(List<AggregateAssignment> assignments, ExpressionLowering lowering) {
        List<Output> outputs = new ArrayList<>();
        for (AggregateAssignment assignment : assignments) {
            List<SqlExpression> values = lower(assignment, lowering);
            // An aggregate of several columns inside an expression has only the first as target.
            for (int index = 0; index < assignment.targets().size(); index++) {
                outputs.add(new Output(assignment.targets().get(index), values.get(index)));
            }
        }
        return outputs;
    }

    private static List<SqlExpression> lower(AggregateAssignment assignment, ExpressionLowering lowering) {
        AggregateCall call = assignment.call();
        String name = call.function().name();
        if (SelectingAggregates.supports(name)) {
            return SelectingAggregates.lower(assignment, lowering);
        }
        if (PercentileLowerings.supports(name)) {
            return PercentileLowerings.lower(assignment, lowering);
        }
        return List.of(lower(call, lowering));
    }

    /** The SQL of an aggregate with one result. */
    private static SqlExpression lower(AggregateCall call, ExpressionLowering lowering) {
        String name = call.function().name();
        Filtered filtered = FILTERED.get(name);
        List<ScalarExpression> arguments = new ArrayList<>(call.arguments());
        Optional<SqlExpression> filter = Optional.empty();
        if (filtered != null) {
            filter = Optional.of(lowering.predicate(arguments.remove(filtered.predicate())));
            name = filtered.plain();
        }
        AggregateFunctionLowering function = LOWERINGS.get(name);
        if (function == null) {
            throw new EngineException(
                    EngineException.Kind.QUERY,
                    "%s() is not supported here by this engine"
                            .formatted(call.function().name()));
        }
        SqlExpression value = function.lower(new AggregateArguments(call, arguments, filter, lowering));
        return call.type() == ScalarType.STRING ? Sql.coalesce(value, Sql.EMPTY) : value;
    }

    private static Map<String, AggregateFunctionLowering> collect() {
        Map<String, AggregateFunctionLowering> lowerings = new HashMap<>();
        StatisticalAggregates.register(lowerings);
        CollectingAggregates.register(lowerings);
        SketchLowerings.register(lowerings);
        return Map.copyOf(lowerings);
    }
}
