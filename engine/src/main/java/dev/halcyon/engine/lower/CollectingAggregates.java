package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.Map;

/** Lists, sets and bags (R22, R92, R93): the elements' JSON texts joined to one. */
final class CollectingAggregates {

    private static final long LARGEST = 1_048_576;

    private CollectingAggregates() {}

    static void register(Map<String, AggregateFunctionLowering> lowerings) {
        lowerings.put("make_list", call -> collect(call, "kql_list_of"));
        lowerings.put("make_list_with_nulls", CollectingAggregates::listWithNulls);
        lowerings.put("make_set", call -> collect(call, "kql_set_of"));
        lowerings.put("make_bag", CollectingAggregates::bag);
    }

    /** R22: nulls are left out; R92: the elements of an array, not the array. */
    private static SqlExpression collect(AggregateArguments call, String runtime) {
        SqlExpression element = call.json(0);
        boolean keepsNulls = call.type(0) == ScalarType.DYNAMIC && runtime.equals("kql_list_of");
        SqlExpression list = keepsNulls
                ? call.aggregate("list", Sql.coalesce(element, Sql.text("null")))
                : call.aggregateWhere(Sql.isNotNull(element), "list", element);
        SqlExpression flatten = call.type(0) == ScalarType.DYNAMIC ? Sql.TRUE : Sql.FALSE;
        return Sql.function(runtime, joined(list), flatten, limit(call));
    }

    private static SqlExpression listWithNulls(AggregateArguments call) {
        SqlExpression list = call.aggregate("list", Sql.coalesce(call.json(0), Sql.text("null")));
        return Sql.function(
                "kql_list_of",
                joined(list),
                call.type(0) == ScalarType.DYNAMIC ? Sql.TRUE : Sql.FALSE,
                Sql.constant(LARGEST));
    }

    private static SqlExpression bag(AggregateArguments call) {
        SqlExpression element = call.value(0);
        SqlExpression list = call.aggregateWhere(Sql.isNotNull(element), "list", element);
        return Sql.function("kql_bag_of", joined(list), limit(call));
    }

    /** A list of JSON texts as the text of a JSON array. */
    static SqlExpression joined(SqlExpression list) {
        return Sql.coalesce(Sql.function("kql_join_json", list), Sql.text("[]"));
    }

    private static SqlExpression limit(AggregateArguments call) {
        long limit = call.constant(1)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).longValue())
                .filter(value -> value >= 0 && value < LARGEST)
                .orElse(LARGEST);
        return Sql.constant(limit);
    }
}
