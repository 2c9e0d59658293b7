package dev.halcyon.engine.lower;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.runtime.JsonText;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Nearest-rank percentiles, exact: element number ⌈p/100·n⌉ of the sorted values (R90). */
final class PercentileLowerings {

    private static final Set<String> NAMES = Set.of("percentile", "percentiles", "percentiles_array");

    private PercentileLowerings() {}

    static boolean supports(String name) {
        return NAMES.contains(name);
    }

    static List<SqlExpression> lower(AggregateAssignment assignment, ExpressionLowering lowering) {
        AggregateCall call = assignment.call();
        ScalarExpression argument = call.arguments().getFirst();
        boolean array = call.function().name().equals("percentiles_array");
        ScalarType type = array ? promoted(argument.type()) : call.type();
        SqlExpression value = ConversionLowerings.convert(lowering.value(argument), argument.type(), type);
        List<SqlExpression> results = new ArrayList<>();
        for (double percentile : percentiles(call)) {
            results.add(Sql.aggregate("quantile_disc", value, Sql.constant(fraction(percentile))));
        }
        if (!array) {
            return results;
        }
        List<SqlExpression> elements = results.stream()
                .map(result -> Sql.coalesce(TextForms.json(result, type), Sql.text("null")))
                .toList();
        return List.of(Sql.function("kql_array", elements));
    }

    private static ScalarType promoted(ScalarType type) {
        return switch (type) {
            case INT -> ScalarType.LONG;
            case DECIMAL -> ScalarType.REAL;
            case BOOL, LONG, REAL, DATETIME, TIMESPAN, GUID, STRING, DYNAMIC -> type;
        };
    }

    private static double fraction(double percentile) {
        return Math.clamp(percentile / 100, 0.0, 1.0);
    }

    private static List<Double> percentiles(AggregateCall call) {
        List<Double> percentiles = new ArrayList<>();
        for (ScalarExpression argument :
                call.arguments().subList(1, call.arguments().size())) {
            Object value = argument instanceof Literal literal ? literal.value() : null;
            if (value instanceof Number number) {
                percentiles.add(number.doubleValue());
            } else if (value instanceof String json && argument.type() == ScalarType.DYNAMIC) {
                JsonText.elementTexts(json).forEach(text -> percentiles.add(Double.parseDouble(text)));
            } else {
                throw new EngineException(
                        EngineException.Kind.QUERY,
                        "%s() needs constant percentiles"
                                .formatted(call.function().name()));
            }
        }
        return percentiles;
    }
}
