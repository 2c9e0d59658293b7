package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.DatetimeText;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.kql.type.TimespanText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between text, numbers, instants and dynamic values. */
final class ConversionFunctions {

    /** Fraction digits of a decimal in the engine. */
    private static final int DECIMAL_SCALE = 17;

    private static final int YEAR_DIGITS = 4;
    private static final int DAY_DIGITS = 8;

    private ConversionFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        list.lenient(
                "kql_real_text", "R33", text, a -> a[0] == null ? "" : NumberText.real((Double) a[0]), SqlType.DOUBLE);
        list.strict("kql_real_json", "R69", text, a -> Json.of(a.real(0)).write(), SqlType.DOUBLE);
        list.strict(
                "kql_decimal_product",
                "R26",
                text,
                a -> product(new BigDecimal(a.text(0)), new BigDecimal(a.text(1))),
                text,
                text);
        list.strict(
                "kql_decimal_quotient",
                "R28",
                text,
                a -> quotient(new BigDecimal(a.text(0)), new BigDecimal(a.text(1))),
                text,
                text);
        list.lenient("kql_plain_decimal", "R33", text, a -> a[0] == null ? "" : plain((String) a[0]), text);
        list.lenient(
                "kql_datetime_text",
                "R13",
                text,
                a -> a[0] == null ? "" : Ticks.fullDatetimeText((Long) a[0]),
                SqlType.BIGINT);
        list.lenient(
                "kql_timespan_text",
                "R13",
                text,
                a -> a[0] == null ? "" : Ticks.timespanText((Long) a[0]),
                SqlType.BIGINT);
        list.strict("kql_parse_bool", "R32", SqlType.BOOLEAN, a -> NumberText.parseBool(a.text(0)), text);
        list.strict("kql_parse_int", "R31", SqlType.INTEGER, a -> NumberText.parseInt(a.text(0)), text);
        list.strict("kql_parse_long", "R31", SqlType.BIGINT, a -> NumberText.parseLong(a.text(0)), text);
        list.strict("kql_parse_real", "R34", SqlType.DOUBLE, a -> NumberText.parseReal(a.text(0)), text);
        list.strict("kql_parse_datetime", "R35", SqlType.BIGINT, a -> datetime(a.text(0)), text);
        list.strict("kql_parse_timespan", "R35", SqlType.BIGINT, a -> timespan(a.text(0)), text);
        list.strict("kql_parse_guid", "R2", text, a -> guid(a.text(0)), text);
        list.strict("kql_real_to_long", "R31", SqlType.BIGINT, a -> NumberText.toLong(a.real(0)), SqlType.DOUBLE);
        list.strict("kql_real_to_int", "R31", SqlType.INTEGER, a -> NumberText.toInt(a.real(0)), SqlType.DOUBLE);
        list.strict("kql_dynamic_long", "R31, R72", SqlType.BIGINT, a -> toLong(JsonText.read(a.text(0))), text);
        list.strict("kql_dynamic_int", "R31, R72", SqlType.INTEGER, a -> toInt(JsonText.read(a.text(0))), text);
        list.strict("kql_dynamic_real", "R34, R72", SqlType.DOUBLE, a -> toReal(JsonText.read(a.text(0))), text);
        list.lenient(
                "kql_dynamic_type",
                "R67",
                text,
                a -> a[0] == null ? "null" : typeName(JsonText.read((String) a[0])),
                text);
    }

    /** R35: the literal forms, a day of eight digits, ticks; null for anything else. */
    static @Nullable Long datetime(String text) {
        String trimmed = text.strip();
        boolean digits = !trimmed.isEmpty() && trimmed.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digits && trimmed.length() == DAY_DIGITS) {
            return value(DatetimeText.parse(
                    trimmed.substring(0, 4) + "-" + trimmed.substring(4, 6) + "-" + trimmed.substring(6)));
        }
        if (digits && trimmed.length() != YEAR_DIGITS) {
            Long ticks = NumberText.parseLong(trimmed);
            return ticks != null && Ticks.isDatetime(ticks) ? ticks : null;
        }
        return value(DatetimeText.parse(trimmed));
    }

    /** R35: the literal forms and ticks; null for anything else. */
    static @Nullable Long timespan(String text) {
        return value(TimespanText.parse(text.strip().toLowerCase(Locale.ROOT)));
    }

    private static @Nullable Long value(OptionalLong found) {
        return found.isPresent() ? (Long) found.getAsLong() : null;
    }

    private static String product(BigDecimal left, BigDecimal right) {
        return left.multiply(right)
                .setScale(DECIMAL_SCALE, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Null for a division by zero (R28). */
    private static @Nullable String quotient(BigDecimal left, BigDecimal right) {
        return right.signum() == 0
                ? null
                : left.divide(right, DECIMAL_SCALE, RoundingMode.HALF_UP).toPlainString();
    }

    private static String plain(String decimal) {
        return new BigDecimal(decimal).stripTrailingZeros().toPlainString();
    }

    static @Nullable String guid(String text) {
        String trimmed = text.strip();
        boolean braced = trimmed.startsWith("{") && trimmed.endsWith("}");
        String bare = (braced ? trimmed.substring(1, trimmed.length() - 1) : trimmed).replace("-", "");
        String dashed = bare.length() == 32
                ? "%s-%s-%s-%s-%s"
                        .formatted(
                                bare.substring(0, 8),
                                bare.substring(8, 12),
                                bare.substring(12, 16),
                                bare.substring(16, 20),
                                bare.substring(20))
                : bare;
        try {
            return dashed.length() == 36 ? UUID.fromString(dashed).toString() : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static @Nullable Long toLong(Json value) {
        return switch (value) {
            case Json.Numeric number ->
                number.isInteger() ? NumberText.parseLong(number.text()) : NumberText.toLong(number.real());
            case Json.Bool bool -> bool.value() ? 1L : 0L;
            case Json.Text text -> NumberText.parseLong(text.value());
            case Json.Null empty -> null;
            case Json.Array array -> null;
            case Json.Bag bag -> null;
        };
    }

    static @Nullable Integer toInt(Json value) {
        if (value instanceof Json.Text text) {
            return NumberText.parseInt(text.value());
        }
        if (value instanceof Json.Numeric number && !number.isInteger()) {
            return NumberText.toInt(number.real());
        }
        Long number = toLong(value);
        return number == null ? null : (Integer) number.intValue();
    }

    static @Nullable Double toReal(Json value) {
        return switch (value) {
            case Json.Numeric number -> number.real();
            case Json.Bool bool -> bool.value() ? 1.0 : 0.0;
            case Json.Text text -> NumberText.parseReal(text.value());
            case Json.Null empty -> null;
            case Json.Array array -> null;
            case Json.Bag bag -> null;
        };
    }

    private static String typeName(Json value) {
        return switch (value) {
            case Json.Null empty -> "null";
            case Json.Bool bool -> "bool";
            case Json.Numeric number -> number.isInteger() ? "long" : "double";
            case Json.Text text -> "string";
            case Json.Array array -> "array";
            case Json.Bag bag -> "dictionary";
        };
    }
}
