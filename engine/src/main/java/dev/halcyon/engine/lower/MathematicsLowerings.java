package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.ScalarType;
import java.util.stream.IntStream;

/** Mathematics, rounding, bits (R37 to R39). */
final class MathematicsLowerings {

    private MathematicsLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        registry.add("abs", MathematicsLowerings::absolute);
        registry.add("sign", call -> Sql.cast(Sql.function("sign", real(call, 0)), SqlType.DOUBLE));
        registry.add("round", MathematicsLowerings::round);
        registry.add("ceiling", call -> Sql.function("ceil", real(call, 0)));
        registry.add("sqrt", call -> Sql.function("kql_sqrt", real(call, 0)));
        registry.add("log", call -> logarithm(call, "ln"));
        registry.add("log2", call -> logarithm(call, "log2"));
        registry.add("log10", call -> logarithm(call, "log10"));
        registry.add("pow", call -> Sql.function("kql_power", real(call, 0), real(call, 1)));
        registry.add("exp", call -> Sql.function("exp", real(call, 0)));
        registry.add("exp2", call -> Sql.function("kql_power", Sql.constant(2.0), real(call, 0)));
        registry.add("exp10", call -> Sql.function("kql_power", Sql.constant(10.0), real(call, 0)));
        registry.add("pi", call -> Sql.constant(Math.PI));
        for (String name : new String[] {"sin", "cos", "tan", "asin", "acos", "cot"}) {
            registry.add(name, call -> Sql.function("kql_" + name, real(call, 0)));
        }
        registry.add("atan", call -> Sql.function("atan", real(call, 0)));
        registry.add("degrees", call -> Sql.function("degrees", real(call, 0)));
        registry.add("radians", call -> Sql.function("radians", real(call, 0)));
        registry.add("atan2", call -> Sql.function("atan2", real(call, 0), real(call, 1)));
        registry.add("isnan", call -> Sql.coalesce(Sql.function("isnan", real(call, 0)), Sql.FALSE));
        registry.add("isinf", call -> Sql.coalesce(Sql.function("isinf", real(call, 0)), Sql.FALSE));
        registry.add("isfinite", call -> Sql.coalesce(Sql.function("isfinite", real(call, 0)), Sql.FALSE));
        functionOfReals(registry, "gamma", "kql_gamma");
        functionOfReals(registry, "loggamma", "kql_log_gamma");
        functionOfReals(registry, "erf", "kql_erf");
        functionOfReals(registry, "erfc", "kql_erfc");
        functionOfReals(registry, "beta_cdf", "kql_beta_cdf");
        functionOfReals(registry, "beta_inv", "kql_beta_inv");
        functionOfReals(registry, "beta_pdf", "kql_beta_pdf");
        functionOfReals(registry, "welch_test", "kql_welch_test");
        for (String quantity :
                new String[] {"angle", "energy", "force", "length", "mass", "speed", "temperature", "volume"}) {
            registry.add(
                    "convert_" + quantity,
                    call -> Sql.function(
                            "kql_convert_unit", Sql.text(quantity), real(call, 0), call.text(1), call.text(2)));
        }
        registry.add("rand", MathematicsLowerings::random);
        registry.add("new_guid", call -> Sql.function("uuid"));
        registry.add("binary_and", call -> Sql.function("kql_and", integer(call, 0), integer(call, 1)));
        registry.add("binary_or", call -> Sql.function("kql_or", integer(call, 0), integer(call, 1)));
        registry.add("binary_xor", call -> Sql.function("xor", integer(call, 0), integer(call, 1)));
        registry.add("binary_not", call -> Sql.function("kql_not", integer(call, 0)));
        registry.add("binary_shift_left", call -> Sql.function("kql_shift_left", integer(call, 0), integer(call, 1)));
        registry.add("binary_shift_right", call -> Sql.function("kql_shift_right", integer(call, 0), integer(call, 1)));
        registry.add(
                "bitset_count_ones", call -> Sql.cast(Sql.function("bit_count", integer(call, 0)), SqlType.BIGINT));
    }

    private static void functionOfReals(ScalarLowerings.Registry registry, String name, String function) {
        registry.add(
                name,
                call -> Sql.function(
                        function,
                        IntStream.range(0, call.count())
                                .mapToObj(index -> real(call, index))
                                .toList()));
    }

    private static SqlExpression real(ScalarArguments call, int index) {
        return ConversionLowerings.convert(call.value(index), call.type(index), ScalarType.REAL);
    }

    private static SqlExpression integer(ScalarArguments call, int index) {
        return ConversionLowerings.convert(call.value(index), call.type(index), ScalarType.LONG);
    }

    private static SqlExpression absolute(ScalarArguments call) {
        return switch (call.type()) {
            case LONG, TIMESPAN -> Sql.function("kql_absolute", integer(call, 0));
            case BOOL, INT, REAL, DECIMAL, DATETIME, GUID, STRING, DYNAMIC -> Sql.function("abs", call.value(0));
        };
    }

    /** R38: halves away from zero. */
    private static SqlExpression round(ScalarArguments call) {
        SqlExpression digits = call.count() > 1 ? integer(call, 1) : Sql.constant(0);
        return switch (call.type()) {
            case REAL -> Sql.function("kql_round", real(call, 0), digits);
            case LONG, INT ->
                ConversionLowerings.convert(
                        Sql.function("kql_round_long", integer(call, 0), digits), ScalarType.LONG, call.type());
            case BOOL, DECIMAL, DATETIME, TIMESPAN, GUID, STRING, DYNAMIC ->
                Sql.function("round", call.value(0), Sql.cast(digits, SqlType.INTEGER));
        };
    }

    /** R39: null for negatives, −Infinity for 0. */
    private static SqlExpression logarithm(ScalarArguments call, String name) {
        return Sql.function("kql_" + name, real(call, 0));
    }

    private static SqlExpression random(ScalarArguments call) {
        return call.count() == 0
                ? Sql.function("random")
                : Sql.function("floor", Sql.times(Sql.function("random"), real(call, 0)));
    }
}
