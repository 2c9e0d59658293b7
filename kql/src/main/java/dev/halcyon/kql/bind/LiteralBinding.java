package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.syntax.DynamicLiteral;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.LiteralValue;
import dev.halcyon.kql.syntax.ScalarLiteralKind;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Literals of the text become constants of the plan; dynamic ones become JSON text. */
final class LiteralBinding {

    /** The first decimal that is not one any more. */
    private static final BigDecimal DECIMAL_BOUND = BigDecimal.TEN.pow(21);

    private LiteralBinding() {}

    static Literal bind(LiteralExpression literal, BindingSession session) {
        if (literal.value() instanceof LiteralValue.DynamicValue) {
            session.require(DialectProfile.Construct.DYNAMIC_LITERAL, literal.span());
        }
        if (literal.value() instanceof LiteralValue.DecimalValue(var number)
                && number.abs().compareTo(DECIMAL_BOUND) >= 0) {
            throw session.error(
                    SemanticError.INVALID_VALUE,
                    literal.span(),
                    "The decimal %s is too large".formatted(literal.text()),
                    "A decimal has 21 digits before the point and 17 behind it; use a real for more");
        }
        return bind(literal.value(), session);
    }

    private static Literal bind(LiteralValue value, BindingSession session) {
        return switch (value) {
            case LiteralValue.BoolValue(boolean bool) -> Literal.ofBool(bool);
            case LiteralValue.IntValue(int number) -> new Literal(ScalarType.INT, number);
            case LiteralValue.LongValue(long number) -> Literal.ofLong(number);
            case LiteralValue.RealValue(double number) -> Literal.ofReal(number);
            case LiteralValue.DecimalValue(var number) -> new Literal(ScalarType.DECIMAL, number);
            case LiteralValue.StringValue text -> Literal.ofString(text.value());
            case LiteralValue.DatetimeValue(long ticks) -> new Literal(ScalarType.DATETIME, ticks);
            case LiteralValue.DatetimeNow() -> session.now();
            case LiteralValue.TimeOfDay(long ticks) ->
                new Literal(ScalarType.DATETIME, session.nowTicks() / Ticks.PER_DAY * Ticks.PER_DAY + ticks);
            case LiteralValue.TimespanValue(long ticks) -> new Literal(ScalarType.TIMESPAN, ticks);
            case LiteralValue.GuidValue(var guid) -> new Literal(ScalarType.GUID, guid);
            case LiteralValue.DynamicValue(DynamicLiteral dynamic) ->
                dynamic instanceof DynamicLiteral.Null
                        ? Literal.missing(ScalarType.DYNAMIC)
                        : new Literal(ScalarType.DYNAMIC, json(dynamic, session));
            case LiteralValue.NullValue(ScalarLiteralKind kind) -> Literal.missing(type(kind));
        };
    }

    private static ScalarType type(ScalarLiteralKind kind) {
        return ScalarType.byName(kind.text()).orElseThrow();
    }

    private static String json(DynamicLiteral dynamic, BindingSession session) {
        return switch (dynamic) {
            case DynamicLiteral.Null() -> "null";
            case DynamicLiteral.Scalar(LiteralValue value) -> json(bind(value, session));
            case DynamicLiteral.Array(var elements) ->
                elements.stream().map(element -> json(element, session)).collect(Collectors.joining(",", "[", "]"));
            case DynamicLiteral.Bag(var properties) -> {
                // R66: of duplicate keys the last wins.
                Map<String, String> members = new LinkedHashMap<>();
                properties.forEach(property -> members.put(property.key(), json(property.value(), session)));
                yield members.entrySet().stream()
                        .map(member -> quote(member.getKey()) + ":" + member.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
            }
        };
    }

    /** The JSON text of a constant inside a dynamic value (R13, R69). */
    static String json(Literal literal) {
        Object value = literal.value();
        if (value == null) {
            return "null";
        }
        return switch (literal.type()) {
            case BOOL, INT, LONG -> value.toString();
            case REAL -> real((Double) value);
            case DATETIME -> quote(Ticks.fullDatetimeText((Long) value));
            case TIMESPAN -> quote(Ticks.timespanText((Long) value));
            case DECIMAL, GUID, STRING -> quote(value.toString());
            case DYNAMIC -> (String) value;
        };
    }

    private static String real(double value) {
        return Double.isFinite(value)
                ? Double.toString(value)
                : quote(Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    private static String quote(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20) {
                        json.append("\\u%04x".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
