package dev.halcyon.engine.lower;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.runtime.JsonText;
import dev.halcyon.engine.runtime.NearestRank;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.AggregateFunction;
import dev.halcyon.engine.sql.SqlOrder;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nearest-rank percentiles, exact: element number ⌈p/100·n⌉ of the sorted values, or by weights (R90). */
final class PercentileLowerings {

    /** The forms by name; true for those with weights. */
    private static final Map<String, Boolean> WEIGHTED = Map.of(
            "percentile", false,
            "percentiles", false,
            "percentiles_array", false,
            "percentilew", true,
            "percentilesw", true,
            "percentilesw_array", true);

    private PercentileLowerings() {}

    static boolean supports(String name) {
        return WEIGHTED.containsKey(name);
    }

    static List<SqlExpression> lower(AggregateAssignment assignment, ExpressionLowering lowering) {
        AggregateCall call = assignment.call();
        String name = call.function().name();
        ScalarExpression argument = call.arguments().getFirst();
        boolean array = name.endsWith("_array");
        boolean weighted = Boolean.TRUE.equals(WEIGHTED.get(name));
        ScalarType type = array ? promoted(argument.type()) : call.type();
        SqlExpression value = ConversionLowerings.convert(lowering.value(argument), argument.type(), type);
        List<SqlExpression> results = new ArrayList<>();
        for (double percentile : percentiles(call, weighted ? 2 : 1)) {
            results.add(
                    weighted
                            ? weighted(value, lowering.value(call.arguments().get(1)), percentile)
                            : Sql.aggregate("quantile_disc", value, fraction(percentile)));
        }
        if (!array) {
            return results;
        }
        List<SqlExpression> elements = results.stream()
                .map(result -> Sql.coalesce(TextForms.json(result, type), Sql.text("null")))
                .toList();
        return List.of(Sql.function("kql_array", elements));
    }

    /** The value of the sorted list at which the weights so far reach the percentile of all weights. */
    private static SqlExpression weighted(SqlExpression value, SqlExpression weight, double percentile) {
        List<SqlOrder> order = List.of(new SqlOrder(value, false, false), new SqlOrder(weight, false, false));
        Optional<SqlExpression> usable = Optional.of(
                Sql.and(Sql.isNotNull(value), Sql.binary(SqlExpression.Operator.GREATER, weight, Sql.constant(0))));
        SqlExpression values = new AggregateFunction("list", List.of(value), false, order, usable);
        SqlExpression weights =
                new AggregateFunction("list", List.of(Sql.cast(weight, SqlType.VARCHAR)), false, order, usable);
        SqlExpression rank =
                Sql.function("kql_weighted_rank", Sql.function("kql_join_json", weights), Sql.constant(percentile));
        return Sql.function("list_extract", values, rank);
    }

    private static ScalarType promoted(ScalarType type) {
        return switch (type) {
            case INT -> ScalarType.LONG;
            case DECIMAL -> ScalarType.REAL;
            case BOOL, LONG, REAL, DATETIME, TIMESPAN, GUID, STRING, DYNAMIC -> type;
        };
    }

    /** A decimal: the engine then computes the rank exactly. */
    private static SqlExpression fraction(double percentile) {
        return Sql.cast(Sql.text(NearestRank.fraction(percentile).toPlainString()), SqlType.DECIMAL);
    }

    private static List<Double> percentiles(AggregateCall call, int first) {
        List<Double> percentiles = new ArrayList<>();
        for (ScalarExpression argument :
                call.arguments().subList(first, call.arguments().size())) {
            Object value = argument instanceof Literal literal ? literal.value() : null;
            if (value instanceof Number number) {
                percentiles.add(number.doubleValue());
            } else if (value instanceof String json && argument.type() == ScalarType.DYNAMIC) {
                JsonText.elementTexts(json).forEach(text -> percentiles.add(percentile(text, call)));
            } else {
                throw refused(call);
            }
        }
        return percentiles;
    }

    private static double percentile(String text, AggregateCall call) {
        try {
            double percentile = Double.parseDouble(text);
            if (percentile >= 0 && percentile <= 100) {
                return percentile;
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers out of bounds.
        }
        throw refused(call);
    }

    private static EngineException refused(AggregateCall call) {
        return new EngineException(
                EngineException.Kind.QUERY,
                "%s() needs constant percentiles from 0 to 100"
                        .formatted(call.function().name()));
    }
}
