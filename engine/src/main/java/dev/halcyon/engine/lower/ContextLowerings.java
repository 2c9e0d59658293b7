package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.Operator;
import dev.halcyon.kql.type.ScalarType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Functions about rows as a whole, the platform, and conditions on the query itself. */
final class ContextLowerings {

    /** Functions that the binder puts others in the place of. */
    static final Set<String> REPLACED = Set.of(
            "column_ifexists",
            "column_names_of",
            "current_database",
            "current_cluster_endpoint",
            "current_principal",
            "current_principal_details",
            "bag_pack_columns",
            "ingestion_time",
            "bin_auto");

    private static final long SHORT_BYTES = 1;
    private static final long INT_BYTES = 4;
    private static final long LONG_BYTES = 8;
    private static final long WIDE_BYTES = 16;

    private ContextLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        registry.add("pack_all", ContextLowerings::packFilled);
        registry.add("estimate_data_size", ContextLowerings::size);
        registry.add("datetime_list_timezones", _ -> Sql.text(zones()));
        registry.add("around", ContextLowerings::around);
        registry.add("assert", call -> Sql.function("kql_assert", call.predicate(0), call.text(1)));
    }

    /** Names and values in turn; null and empty values are left out. */
    private static SqlExpression packFilled(ScalarArguments call) {
        List<SqlExpression> pairs = new ArrayList<>();
        for (int index = 0; index + 1 < call.count(); index += 2) {
            pairs.add(call.text(index));
            pairs.add(call.json(index + 1));
        }
        return Sql.function("kql_bag_filled", pairs);
    }

    private static SqlExpression size(ScalarArguments call) {
        long fixed = 0;
        List<SqlExpression> texts = new ArrayList<>();
        for (int index = 0; index < call.count(); index++) {
            switch (call.type(index)) {
                case BOOL -> fixed += SHORT_BYTES;
                case INT -> fixed += INT_BYTES;
                case LONG, REAL, DATETIME, TIMESPAN -> fixed += LONG_BYTES;
                case DECIMAL, GUID -> fixed += WIDE_BYTES;
                case STRING, DYNAMIC -> texts.add(Sql.function("strlen", Sql.coalesce(call.value(index), Sql.EMPTY)));
            }
        }
        texts.add(Sql.constant(fixed));
        return Sql.cast(total(texts), dev.halcyon.engine.sql.SqlType.BIGINT);
    }

    /** Halved again and again: hundreds of columns in one chain would be as many levels. */
    private static SqlExpression total(List<SqlExpression> terms) {
        int half = terms.size() / 2;
        return half == 0
                ? terms.getFirst()
                : Sql.plus(total(terms.subList(0, half)), total(terms.subList(half, terms.size())));
    }

    private static String zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> !zone.startsWith("SystemV/"))
                .sorted()
                .map(zone -> "\"" + zone + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Whether the arguments of around() are of types that go together. */
    static boolean isComparable(List<ScalarType> types) {
        ScalarType type = types.getFirst();
        return (type == ScalarType.DATETIME || type == ScalarType.TIMESPAN)
                ? types.get(1) == type && types.get(2) == ScalarType.TIMESPAN
                : types.stream().allMatch(ScalarType::isNumeric);
    }

    /** Both ends belong to the range; null when an argument is. */
    private static SqlExpression around(ScalarArguments call) {
        ScalarType type = call.type(0);
        boolean instants = type == ScalarType.DATETIME || type == ScalarType.TIMESPAN;
        ScalarType common = instants ? ScalarType.LONG : ScalarType.REAL;
        if (!isComparable(List.of(type, call.type(1), call.type(2)))) {
            throw call.refused("around() takes three numbers, or a datetime, a datetime and a timespan");
        }
        SqlExpression value = ConversionLowerings.convert(call.value(0), type, common);
        SqlExpression center = ConversionLowerings.convert(call.value(1), call.type(1), common);
        SqlExpression delta = ConversionLowerings.convert(call.value(2), call.type(2), common);
        SqlExpression distance =
                Sql.function("abs", instants ? Sql.function("kql_subtract", value, center) : Sql.minus(value, center));
        return Sql.binary(Operator.LESS_OR_EQUAL, distance, delta);
    }
}
