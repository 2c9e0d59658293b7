package dev.halcyon.workspace.ingest;

import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns JSON values into values of a column's type, in the Java form of {@link dev.halcyon.kql.plan.Literal}
 * (ingestion.md section 3). What does not convert exactly is null; the row stays.
 */
final class ValueReader {

    private static final BigDecimal LONG_MINIMUM = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAXIMUM = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Longer numbers are no number that a column could hold exactly. */
    private static final int MAXIMUM_NUMBER_LENGTH = 400;

    /** 1e999999999 is short to write and huge to expand. */
    private static final int MAXIMUM_EXPONENT = 400;

    /** Longer numbers are rare, and the way over a decimal refuses those that are too long. */
    private static final int SHORT_NUMBER = 24;

    private static final JsonMapper JSON = JsonMapper.shared();

    private ValueReader() {}

    /** The value at which the parser stands; afterwards it stands at the value's last token. */
    static @Nullable Object read(JsonParser parser, ScalarType type) {
        return read(parser, type, () -> {});
    }

    /** The same; runs something when the value is longer than {@link FieldLimit} and was cut. */
    static @Nullable Object read(JsonParser parser, ScalarType type, Runnable whenCut) {
        JsonToken token = parser.currentToken();
        if (type == ScalarType.DYNAMIC) {
            return dynamic(parser, token, whenCut);
        }
        if (token.isStructStart()) {
            String json = JsonText.copy(parser);
            return type == ScalarType.STRING ? FieldLimit.cut(json, FieldLimit.BYTES, whenCut) : null;
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token.isNumeric() && type == ScalarType.REAL) {
            return number(parser);
        }
        if (type == ScalarType.STRING) {
            return FieldLimit.cut(parser.getString(), FieldLimit.BYTES, whenCut);
        }
        return ofText(parser.getString(), token.isNumeric(), type);
    }

    /** The nearest real. Short numbers, which most are, need no decimal in between. */
    private static @Nullable Double number(JsonParser parser) {
        if (parser.getStringLength() <= SHORT_NUMBER) {
            double value = parser.getDoubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
        }
        return real(parser.getString());
    }

    private static @Nullable Object ofText(String text, boolean number, ScalarType type) {
        return switch (type) {
            case STRING -> FieldLimit.cut(text);
            case BOOL -> bool(text);
            case INT -> integer32(text);
            case LONG -> integer(text, Long.MIN_VALUE, Long.MAX_VALUE);
            case REAL -> real(text);
            case DECIMAL -> decimal(text);
            case DATETIME -> datetime(text, number);
            case TIMESPAN -> null;
            case GUID -> guid(text);
            case DYNAMIC -> throw new IllegalStateException("Dynamic values are read elsewhere");
        };
    }

    private static @Nullable String dynamic(JsonParser parser, JsonToken token, Runnable whenCut) {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        String json;
        if (token == JsonToken.VALUE_STRING && looksStructured(parser.getString())) {
            // Senders that only know strings put the JSON of an object or array into one.
            json = reread(parser.getString());
        } else {
            json = JsonText.copy(parser);
        }
        if (FieldLimit.exceeds(json)) {
            whenCut.run();
            return JsonText.quote(FieldLimit.cut(json));
        }
        return json;
    }

    private static boolean looksStructured(String text) {
        String stripped = text.strip();
        return (stripped.startsWith("{") && stripped.endsWith("}"))
                || (stripped.startsWith("[") && stripped.endsWith("]"));
    }

    private static String reread(String text) {
        try (JsonParser inner = JSON.createParser(text)) {
            inner.nextToken();
            String json = JsonText.copy(inner);
            return inner.nextToken() == null ? json : JsonText.quote(text);
        } catch (JacksonException e) {
            return JsonText.quote(text);
        }
    }

    private static @Nullable Boolean bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> truth(text);
        };
    }

    private static @Nullable Boolean truth(String text) {
        BigDecimal number = decimal(text);
        return number == null ? null : number.signum() != 0;
    }

    private static @Nullable Integer integer32(String text) {
        Long value = integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return value == null ? null : value.intValue();
    }

    private static @Nullable Long integer(String text, long minimum, long maximum) {
        BigDecimal number = flag(text);
        if (number == null
                || number.compareTo(LONG_MINIMUM) < 0
                || number.compareTo(LONG_MAXIMUM) > 0
                || number.stripTrailingZeros().scale() > 0) {
            return null;
        }
        BigInteger whole = number.toBigIntegerExact();
        long value = whole.longValueExact();
        return value >= minimum && value <= maximum ? value : null;
    }

    private static @Nullable Double real(String text) {
        BigDecimal number = flag(text);
        if (number != null) {
            return number.doubleValue();
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "infinity", "inf", "+inf", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    /** A number, or 1 and 0 for the words true and false. */
    private static @Nullable BigDecimal flag(String text) {
        return switch (text) {
            case "true" -> BigDecimal.ONE;
            case "false" -> BigDecimal.ZERO;
            default -> decimal(text);
        };
    }

    private static @Nullable BigDecimal decimal(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > MAXIMUM_NUMBER_LENGTH) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(stripped);
            return Math.abs((long) number.scale()) > MAXIMUM_EXPONENT + MAXIMUM_NUMBER_LENGTH ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Long datetime(String text, boolean number) {
        OptionalLong ticks;
        if (number) {
            BigDecimal epoch = decimal(text);
            ticks = epoch == null ? OptionalLong.empty() : DatetimeReader.ofEpoch(epoch.doubleValue());
        } else {
            ticks = DatetimeReader.read(text);
        }
        return ticks.isPresent() ? ticks.getAsLong() : null;
    }

    private static @Nullable UUID guid(String text) {
        String stripped = text.strip();
        if (stripped.length() != 36) {
            return null;
        }
        try {
            return UUID.fromString(stripped);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
