package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.ScalarType;

/** Values as text and as JSON. */
final class TextForms {

    private TextForms() {}

    /** What {@code tostring()} gives: never null (R13, R20, R33). */
    static SqlExpression text(SqlExpression value, ScalarType type) {
        return switch (type) {
            case STRING -> value;
            case BOOL -> Sql.function("kql_bool_text", value);
            case INT, LONG, GUID -> Sql.coalesce(Sql.cast(value, SqlType.VARCHAR), Sql.EMPTY);
            case REAL -> Sql.function("kql_real_text", value);
            case DECIMAL -> Sql.function("kql_decimal_text", value);
            case DATETIME -> Sql.function("kql_datetime_text", value);
            case TIMESPAN -> Sql.function("kql_timespan_text", value);
            case DYNAMIC -> DynamicPaths.text(value);
        };
    }

    /** The JSON text of a value inside a dynamic one, null for a null (R13, R33, R69). */
    static SqlExpression json(SqlExpression value, ScalarType type) {
        return switch (type) {
            case DYNAMIC -> value;
            case STRING -> Sql.function("kql_string_json", value);
            case BOOL, INT, LONG -> Sql.cast(value, SqlType.VARCHAR);
            case REAL -> Sql.function("kql_real_json", value);
            case DECIMAL -> quoted(value, Sql.function("kql_decimal_text", value));
            case GUID -> quoted(value, Sql.cast(value, SqlType.VARCHAR));
            case DATETIME -> quoted(value, Sql.function("kql_datetime_text", value));
            case TIMESPAN -> quoted(value, Sql.function("kql_timespan_text", value));
        };
    }

    private static SqlExpression quoted(SqlExpression value, SqlExpression text) {
        return Sql.when(Sql.isNotNull(value), Sql.function("kql_string_json", text));
    }
}
