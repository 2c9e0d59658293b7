package dev.halcyon.conformance.kqltest;

import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The text form of a cell in a test file. */
final class Cell {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern TIMESPAN =
            Pattern.compile("(-)?(?:(\\d+)\\.)?(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,7}))?");

    private Cell() {}

    /** The value that a text means; null for {@code null}. */
    static @Nullable Object value(String text, ScalarType type) {
        if (text.equals("null")) {
            return type == ScalarType.STRING ? "" : null;
        }
        return switch (type) {
            case BOOL -> Boolean.valueOf(text);
            case INT -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case REAL -> Double.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case DATETIME -> ticks(text);
            case TIMESPAN -> span(text);
            case GUID -> UUID.fromString(text);
            case STRING -> JSON.readTree(text).asString();
            case DYNAMIC -> text;
        };
    }

    private static long ticks(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        return Ticks.of(time.toInstant());
    }

    private static long span(String text) {
        Matcher matcher = TIMESPAN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a timespan: " + text);
        }
        long ticks = number(matcher.group(2)) * Ticks.PER_DAY
                + number(matcher.group(3)) * Ticks.PER_HOUR
                + number(matcher.group(4)) * Ticks.PER_MINUTE
                + number(matcher.group(5)) * Ticks.PER_SECOND;
        String fraction = matcher.group(6);
        if (fraction != null) {
            ticks += Long.parseLong((fraction + "0000000").substring(0, 7));
        }
        return matcher.group(1) == null ? ticks : -ticks;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
