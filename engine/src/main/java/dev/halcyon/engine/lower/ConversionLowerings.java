package dev.halcyon.engine.lower;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.Operator;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.type.ScalarType;

/** {@code toint()} and its like, and the implicit conversions of the binder: the same rules (R31 to R36, R72). */
final class ConversionLowerings {

    private ConversionLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        to(registry, "tobool", ScalarType.BOOL);
        to(registry, "toint", ScalarType.INT);
        to(registry, "tolong", ScalarType.LONG);
        to(registry, "toreal", ScalarType.REAL);
        to(registry, "todecimal", ScalarType.DECIMAL);
        to(registry, "todatetime", ScalarType.DATETIME);
        to(registry, "totimespan", ScalarType.TIMESPAN);
        to(registry, "toguid", ScalarType.GUID);
        to(registry, "tostring", ScalarType.STRING);
        registry.add("gettype", ConversionLowerings::typeName);
    }

    private static void to(ScalarLowerings.Registry registry, String name, ScalarType target) {
        registry.add(name, call -> convert(call.value(0), call.type(0), target));
    }

    /** R67: a typed null keeps its type's name; a dynamic value tells what it holds. */
    private static SqlExpression typeName(ScalarArguments call) {
        return call.type(0) == ScalarType.DYNAMIC
                ? Sql.function("kql_dynamic_type", call.value(0))
                : Sql.text(call.type(0).kqlName());
    }

    static SqlExpression convert(Conversion conversion, ExpressionLowering lowering) {
        return convert(
                lowering.value(conversion.operand()), conversion.operand().type(), conversion.type());
    }

    /** A value as another type; null where it does not convert. */
    static SqlExpression convert(SqlExpression value, ScalarType from, ScalarType to) {
        if (from == to) {
            return value;
        }
        return switch (to) {
            case STRING -> TextForms.text(value, from);
            case DYNAMIC -> TextForms.json(value, from);
            case BOOL -> toBool(value, from);
            case INT -> toInt(value, from);
            case LONG -> toLong(value, from);
            case REAL -> toReal(value, from);
            case DECIMAL -> toDecimal(value, from);
            case DATETIME -> toDatetime(value, from);
            case TIMESPAN -> toTimespan(value, from);
            case GUID -> toGuid(value, from);
        };
    }

    /** R32. */
    private static SqlExpression toBool(SqlExpression value, ScalarType from) {
        return switch (from) {
            case BOOL -> value;
            case STRING -> Sql.function("kql_parse_bool", value);
            case DYNAMIC -> Sql.function("kql_parse_bool", DynamicPaths.text(value));
            case INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN -> Sql.binary(Operator.NOT_EQUAL, value, Sql.constant(0));
            case GUID -> throw impossible(from, ScalarType.BOOL);
        };
    }

    /** R31. */
    private static SqlExpression toInt(SqlExpression value, ScalarType from) {
        return switch (from) {
            case INT -> value;
            case STRING -> Sql.function("kql_parse_int", value);
            case DYNAMIC -> DynamicPaths.number(value, "int");
            case LONG, DATETIME, TIMESPAN -> Sql.function("kql_low_32", value);
            case REAL -> Sql.function("kql_real_to_int", value);
            case DECIMAL -> Sql.function("kql_real_to_int", Sql.cast(value, SqlType.DOUBLE));
            case BOOL -> Sql.cast(value, SqlType.INTEGER);
            case GUID -> throw impossible(from, ScalarType.INT);
        };
    }

    /** R31. */
    private static SqlExpression toLong(SqlExpression value, ScalarType from) {
        return switch (from) {
            case LONG, DATETIME, TIMESPAN -> value;
            case STRING -> Sql.function("kql_parse_long", value);
            case DYNAMIC -> DynamicPaths.number(value, "long");
            case REAL -> Sql.function("kql_real_to_long", value);
            case DECIMAL -> Sql.function("kql_decimal_to_long", value);
            case INT, BOOL -> Sql.cast(value, SqlType.BIGINT);
            case GUID -> throw impossible(from, ScalarType.LONG);
        };
    }

    /** R34. */
    private static SqlExpression toReal(SqlExpression value, ScalarType from) {
        return switch (from) {
            case REAL -> value;
            case STRING -> Sql.function("kql_parse_real", value);
            case DYNAMIC -> DynamicPaths.number(value, "real");
            case INT, LONG, DECIMAL, DATETIME, TIMESPAN -> Sql.cast(value, SqlType.DOUBLE);
            case BOOL -> Sql.cast(Sql.cast(value, SqlType.INTEGER), SqlType.DOUBLE);
            case GUID -> throw impossible(from, ScalarType.REAL);
        };
    }

    private static SqlExpression toDecimal(SqlExpression value, ScalarType from) {
        return switch (from) {
            case DECIMAL -> value;
            case STRING -> Sql.function("kql_parse_decimal", value);
            case DYNAMIC -> Sql.function("kql_parse_decimal", DynamicPaths.text(value));
            case INT, LONG, DATETIME, TIMESPAN -> Sql.cast(value, SqlType.DECIMAL);
            case REAL -> Sql.function("kql_parse_decimal", Sql.function("kql_real_text", value));
            case BOOL -> Sql.cast(Sql.cast(value, SqlType.INTEGER), SqlType.DECIMAL);
            case GUID -> throw impossible(from, ScalarType.DECIMAL);
        };
    }

    /** R35: literal forms and ticks. */
    private static SqlExpression toDatetime(SqlExpression value, ScalarType from) {
        return switch (from) {
            case DATETIME -> value;
            case STRING -> Sql.function("kql_parse_datetime", value);
            case DYNAMIC -> Sql.function("kql_parse_datetime", DynamicPaths.text(value));
            case INT, LONG, TIMESPAN -> Sql.function("kql_datetime_in_range", Sql.cast(value, SqlType.BIGINT));
            case REAL, DECIMAL -> Sql.function("kql_datetime_in_range", toLong(toReal(value, from), ScalarType.REAL));
            case BOOL, GUID -> throw impossible(from, ScalarType.DATETIME);
        };
    }

    /** R35. */
    private static SqlExpression toTimespan(SqlExpression value, ScalarType from) {
        return switch (from) {
            case TIMESPAN -> value;
            case STRING -> Sql.function("kql_parse_timespan", value);
            case DYNAMIC -> Sql.function("kql_parse_timespan", DynamicPaths.text(value));
            case INT, LONG, DATETIME -> Sql.cast(value, SqlType.BIGINT);
            case REAL, DECIMAL -> toLong(toReal(value, from), ScalarType.REAL);
            case BOOL, GUID -> throw impossible(from, ScalarType.TIMESPAN);
        };
    }

    private static SqlExpression toGuid(SqlExpression value, ScalarType from) {
        return switch (from) {
            case GUID -> value;
            case STRING -> Sql.cast(Sql.function("kql_parse_guid", value), SqlType.UUID);
            case DYNAMIC -> Sql.cast(Sql.function("kql_parse_guid", DynamicPaths.text(value)), SqlType.UUID);
            case BOOL, INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN -> throw impossible(from, ScalarType.GUID);
        };
    }

    private static EngineException impossible(ScalarType from, ScalarType to) {
        return new EngineException(EngineException.Kind.QUERY, "A %s value does not convert to %s".formatted(from, to));
    }
}
