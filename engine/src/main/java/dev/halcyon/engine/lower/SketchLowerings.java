package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.ScalarType;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * States of {@code hll} and {@code tdigest}: the aggregates that make and merge them, and the functions that read them
 * (R90, R91).
 */
final class SketchLowerings {

    private static final long DEFAULT_ACCURACY = 1;

    private SketchLowerings() {}

    static void register(Map<String, AggregateFunctionLowering> lowerings) {
        lowerings.put("hll", SketchLowerings::hll);
        lowerings.put("hll_merge", call -> merged(call, "kql_hll_merge_all"));
        lowerings.put("tdigest", SketchLowerings::tdigest);
        lowerings.put("tdigest_merge", call -> merged(call, "kql_tdigest_merge_all"));
        lowerings.put("merge_tdigest", call -> merged(call, "kql_tdigest_merge_all"));
        lowerings.put("buildschema", SketchLowerings::schema);
    }

    static void register(ScalarLowerings.Registry registry) {
        registry.addFunction("dcount_hll", "kql_hll_count");
        registry.addFunction("hll_merge", "kql_hll_merge");
        registry.addFunction("merge_tdigest", "kql_tdigest_merge");
        registry.addFunction("tdigest_merge", "kql_tdigest_merge");
        registry.add("percentile_tdigest", SketchLowerings::percentile);
        registry.add("percentiles_array_tdigest", SketchLowerings::percentiles);
        registry.add("rank_tdigest", call -> ranked(call, "kql_tdigest_rank"));
        registry.add("percentrank_tdigest", call -> ranked(call, "kql_tdigest_percent_rank"));
    }

    /** The hashes of the distinct values; null when there are none. */
    private static SqlExpression hll(AggregateArguments call) {
        SqlExpression value = call.value(0);
        SqlExpression hash = switch (call.type(0)) {
            case INT -> Sql.function("kql_hash_long", Sql.cast(value, SqlType.BIGINT));
            case LONG, DATETIME, TIMESPAN -> Sql.function("kql_hash_long", value);
            case BOOL, REAL, DECIMAL, GUID, STRING, DYNAMIC -> Sql.function("kql_hash_text", call.text(0));
        };
        long accuracy = call.constant(1)
                .filter(Number.class::isInstance)
                .map(level -> ((Number) level).longValue())
                .orElse(DEFAULT_ACCURACY);
        SqlExpression hashes = call.distinctWhere(Sql.isNotNull(value), "list", Sql.cast(hash, SqlType.VARCHAR));
        return Sql.function("kql_hll", Sql.function("kql_join_json", hashes), Sql.constant(accuracy));
    }

    private static SqlExpression tdigest(AggregateArguments call) {
        SqlExpression value = call.value(0);
        SqlExpression number = switch (call.type(0)) {
            case REAL -> Sql.function("kql_real_json", value);
            case DECIMAL -> Sql.function("kql_real_json", Sql.cast(value, SqlType.DOUBLE));
            case BOOL, INT, LONG, DATETIME, TIMESPAN, GUID, STRING, DYNAMIC -> Sql.cast(value, SqlType.VARCHAR);
        };
        SqlExpression weight = call.count() > 1 ? Sql.cast(call.value(1), SqlType.VARCHAR) : Sql.text("1");
        SqlExpression pair = Sql.function("concat", Sql.text("["), number, Sql.text(","), weight, Sql.text("]"));
        SqlExpression usable =
                call.count() > 1 ? Sql.and(Sql.isNotNull(value), Sql.isNotNull(call.value(1))) : Sql.isNotNull(value);
        SqlExpression pairs = call.aggregateWhere(usable, "list", pair);
        return Sql.function("kql_tdigest", Sql.function("kql_join_json", pairs), Sql.text(kind(call.type(0))));
    }

    private static String kind(ScalarType type) {
        return switch (type) {
            case REAL, DECIMAL -> "real";
            case DATETIME -> "datetime";
            case TIMESPAN -> "timespan";
            case BOOL, INT, LONG, GUID, STRING, DYNAMIC -> "long";
        };
    }

    private static SqlExpression merged(AggregateArguments call, String function) {
        SqlExpression state = call.value(0);
        SqlExpression states = call.aggregateWhere(Sql.isNotNull(state), "list", state);
        return Sql.function(function, Sql.function("kql_join_json", states));
    }

    private static SqlExpression schema(AggregateArguments call) {
        SqlExpression value = call.value(0);
        SqlExpression shapes = call.distinctWhere(Sql.isNotNull(value), "list", Sql.function("kql_shape", value));
        return Sql.function("kql_schema", Sql.function("kql_join_json", shapes));
    }

    private static SqlExpression percentile(ScalarArguments call) {
        SqlExpression value = Sql.function("kql_tdigest_percentile", call.value(0), call.value(1));
        return ConversionLowerings.convert(value, ScalarType.DYNAMIC, call.type());
    }

    private static SqlExpression percentiles(ScalarArguments call) {
        boolean list = call.count() == 2 && call.type(1) == ScalarType.DYNAMIC;
        SqlExpression percents = list
                ? call.value(1)
                : Sql.function(
                        "kql_array",
                        IntStream.range(1, call.count()).mapToObj(call::json).toList());
        return Sql.function("kql_tdigest_percentiles", call.value(0), percents);
    }

    private static SqlExpression ranked(ScalarArguments call, String function) {
        SqlExpression number = switch (call.type(1)) {
            case REAL, DECIMAL ->
                Sql.function(
                        "kql_real_json", ConversionLowerings.convert(call.value(1), call.type(1), ScalarType.REAL));
            case INT, LONG, DATETIME, TIMESPAN -> Sql.cast(call.value(1), SqlType.VARCHAR);
            case DYNAMIC -> call.value(1);
            case BOOL, GUID, STRING ->
                throw call.refused("%s() takes a number, a datetime or a timespan".formatted(call.name()));
        };
        return Sql.function(function, call.value(0), number);
    }
}
