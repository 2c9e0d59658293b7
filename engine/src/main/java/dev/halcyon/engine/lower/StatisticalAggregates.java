package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.ScalarType;
import java.util.Map;

/** Counts, sums, extremes and moments (R22, R23, R27, R85, R86, R88, R89, R91). */
final class StatisticalAggregates {

    private StatisticalAggregates() {}

    static void register(Map<String, AggregateFunctionLowering> lowerings) {
        lowerings.put("count", call -> call.aggregate("count"));
        lowerings.put("count_distinct", call -> distinctCount(call));
        lowerings.put("dcount", call -> estimatedDistinctCount(call));
        lowerings.put("sum", StatisticalAggregates::sum);
        lowerings.put("avg", StatisticalAggregates::average);
        lowerings.put("min", StatisticalAggregates::minimum);
        lowerings.put("max", call -> call.aggregate("max", call.value(0)));
        lowerings.put("variance", call -> moment(call, "var_samp"));
        lowerings.put("variancep", call -> moment(call, "var_pop"));
        lowerings.put("stdev", call -> moment(call, "stddev_samp"));
        lowerings.put("stdevp", call -> moment(call, "stddev_pop"));
        lowerings.put("covariance", call -> covariance(call, "covar_samp"));
        lowerings.put("covariancep", call -> covariance(call, "covar_pop"));
        lowerings.put("binary_all_and", call -> call.aggregate("bit_and", call.value(0)));
        lowerings.put("binary_all_or", call -> call.aggregate("bit_or", call.value(0)));
        lowerings.put("binary_all_xor", call -> call.aggregate("bit_xor", call.value(0)));
    }

    /**
     * R91: within every accuracy level. Texts are told apart by 64-bit hashes, which is several times faster than keeping
     * them; of a billion different ones two may count as one.
     */
    private static SqlExpression estimatedDistinctCount(AggregateArguments call) {
        return call.type(0) == ScalarType.STRING
                ? call.distinct("count", Sql.function("hash", call.value(0)))
                : distinctCount(call);
    }

    /** Counted exactly; an empty string is a value, a null is none. */
    private static SqlExpression distinctCount(AggregateArguments call) {
        return call.distinct("count", call.value(0));
    }

    /** R27, R86: the sum of nothing is 0, integers wrap around. */
    private static SqlExpression sum(AggregateArguments call) {
        SqlExpression sum = call.aggregate("sum", call.summand(0));
        return switch (call.type()) {
            case LONG, INT, TIMESPAN, DATETIME -> Sql.function("kql_wrap", Sql.coalesce(sum, Sql.constant(0)));
            case REAL, DECIMAL -> Sql.coalesce(sum, Sql.cast(Sql.constant(0), SqlType.of(call.type())));
            case BOOL, GUID, STRING, DYNAMIC -> sum;
        };
    }

    /** R86: the average of nothing is NaN where that exists. */
    private static SqlExpression average(AggregateArguments call) {
        return switch (call.type()) {
            case DATETIME, TIMESPAN -> Sql.function("kql_average_ticks", call.aggregate("avg", call.value(0)));
            case DECIMAL -> Sql.cast(call.aggregate("avg", call.value(0)), SqlType.DECIMAL);
            case REAL ->
                Sql.coalesce(
                        call.type(0) == ScalarType.REAL
                                ? call.aggregate("avg", call.value(0))
                                : Sql.cast(call.aggregate("avg", call.value(0)), SqlType.DOUBLE),
                        Sql.constant(Double.NaN));
            case BOOL, INT, LONG, GUID, STRING, DYNAMIC -> call.aggregate("avg", call.value(0));
        };
    }

    /** R23: NaN wins; the engine takes it for the greatest value. */
    private static SqlExpression minimum(AggregateArguments call) {
        return call.type(0) == ScalarType.REAL
                ? Sql.function("-", call.aggregate("max", Sql.function("-", call.value(0))))
                : call.aggregate("min", call.value(0));
    }

    /** R89: 0 for fewer than two values. */
    private static SqlExpression moment(AggregateArguments call, String name) {
        return Sql.coalesce(call.aggregate(name, call.real(0)), Sql.constant(0.0));
    }

    private static SqlExpression covariance(AggregateArguments call, String name) {
        return Sql.coalesce(call.aggregate(name, call.real(0), call.real(1)), Sql.constant(0.0));
    }
}
