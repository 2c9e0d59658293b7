package dev.halcyon.engine.runtime;

import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that became a value of a column of {@code parse}, in the text form that a SQL cast to the physical type reads
 * back: ticks for instants, JSON for dynamic values.
 */
final class ParsedCell {

    /** Longer texts than this are no datetime, timespan or guid. */
    private static final int LONGEST_TYPED = 64;

    private ParsedCell() {}

    static ScalarType type(String name) {
        return ScalarType.byName(name).orElseThrow(() -> new QueryFailure("'" + name + "' is not a type"));
    }

    /** The value that the whole text is; null when it does not convert. */
    static @Nullable String convert(String text, ScalarType type) {
        return switch (type) {
            case STRING -> text;
            case DYNAMIC ->
                text.isBlank()
                        ? null
                        : JsonText.parse(text).orElse(new Json.Text(text)).physical();
            case BOOL -> text(NumberText.parseBool(text.strip()));
            case INT -> text(NumberText.parseInt(text));
            case LONG -> text(NumberText.parseLong(text));
            case REAL -> text(NumberText.parseReal(text));
            case DATETIME -> text(ConversionFunctions.datetime(text));
            case TIMESPAN -> text(ConversionFunctions.timespan(text));
            case GUID -> ConversionFunctions.guid(text);
            case DECIMAL -> decimal(text.strip());
        };
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String decimal(String text) {
        try {
            return text.isEmpty() || text.length() > LONGEST_TYPED ? null : new BigDecimal(text).toPlainString();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * Where a value of the type ends when nothing but the type tells: numbers take their digits, other types the longest
     * beginning that converts.
     *
     * @return {@code start} when there is none
     */
    static int end(String text, int start, int limit, ScalarType type) {
        return switch (type) {
            case STRING, DYNAMIC -> limit;
            case INT, LONG -> endOfDigits(text, skipSign(text, skipSpace(text, start, limit), limit), limit, start);
            case REAL, DECIMAL -> endOfNumber(text, start, limit);
            case BOOL, DATETIME, TIMESPAN, GUID -> endOfConvertible(text, start, limit, type);
        };
    }

    private static int skipSpace(String text, int start, int limit) {
        int at = start;
        while (at < limit && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int skipSign(String text, int start, int limit) {
        return start < limit && (text.charAt(start) == '-' || text.charAt(start) == '+') ? start + 1 : start;
    }

    private static int endOfDigits(String text, int start, int limit, int otherwise) {
        int at = digits(text, start, limit);
        return at == start ? otherwise : at;
    }

    private static int digits(String text, int start, int limit) {
        int at = start;
        while (at < limit && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int endOfNumber(String text, int start, int limit) {
        int first = skipSign(text, skipSpace(text, start, limit), limit);
        for (String word : List.of("NaN", "nan", "Infinity", "Inf", "inf")) {
            if (text.startsWith(word, first) && first + word.length() <= limit) {
                return first + word.length();
            }
        }
        int whole = digits(text, first, limit);
        int end = whole;
        if (whole < limit && text.charAt(whole) == '.') {
            int fraction = digits(text, whole + 1, limit);
            end = whole == first && fraction == whole + 1 ? whole : fraction;
        }
        if (end == first) {
            return start;
        }
        if (end < limit && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int sign = skipSign(text, end + 1, limit);
            int exponent = digits(text, sign, limit);
            end = exponent == sign ? end : exponent;
        }
        return end;
    }

    private static int endOfConvertible(String text, int start, int limit, ScalarType type) {
        for (int end = Math.min(limit, start + LONGEST_TYPED); end > start; end--) {
            if (!Character.isWhitespace(text.charAt(end - 1)) && convert(text.substring(start, end), type) != null) {
                return end;
            }
        }
        return start;
    }
}
