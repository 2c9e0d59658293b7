package dev.halcyon.kql.type;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads timespans from text (R5, R35). Formatting is {@link Ticks#timespanText}.
 *
 * <p>Three forms: {@code [-][d.]hh:mm[:ss[.fffffff]]}, a number with a unit ({@code 1.5h}, {@code 15 seconds}), and a
 * number alone, which means days in a literal and ticks in a conversion.
 */
public final class TimespanText {
    private static final int LONGEST = 64;
    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("d", Ticks.PER_DAY),
            Map.entry("day", Ticks.PER_DAY),
            Map.entry("days", Ticks.PER_DAY),
            Map.entry("h", Ticks.PER_HOUR),
            Map.entry("hr", Ticks.PER_HOUR),
            Map.entry("hrs", Ticks.PER_HOUR),
            Map.entry("hour", Ticks.PER_HOUR),
            Map.entry("hours", Ticks.PER_HOUR),
            Map.entry("m", Ticks.PER_MINUTE),
            Map.entry("min", Ticks.PER_MINUTE),
            Map.entry("minute", Ticks.PER_MINUTE),
            Map.entry("minutes", Ticks.PER_MINUTE),
            Map.entry("s", Ticks.PER_SECOND),
            Map.entry("sec", Ticks.PER_SECOND),
            Map.entry("second", Ticks.PER_SECOND),
            Map.entry("seconds", Ticks.PER_SECOND),
            Map.entry("ms", Ticks.PER_MILLISECOND),
            Map.entry("milli", Ticks.PER_MILLISECOND),
            Map.entry("millis", Ticks.PER_MILLISECOND),
            Map.entry("millisec", Ticks.PER_MILLISECOND),
            Map.entry("millisecond", Ticks.PER_MILLISECOND),
            Map.entry("milliseconds", Ticks.PER_MILLISECOND),
            Map.entry("micro", 10L),
            Map.entry("micros", 10L),
            Map.entry("microsec", 10L),
            Map.entry("microsecond", 10L),
            Map.entry("microseconds", 10L),
            Map.entry("tick", 1L),
            Map.entry("ticks", 1L));
    /** Nanoseconds are a hundredth of a tick, so they have no whole factor. */
    private static final Set<String> NANOSECONDS = Set.of("nano", "nanos", "nanosec", "nanosecond", "nanoseconds");

    private TimespanText() {}

    /**
     * Reads what stands in {@code timespan(...)} or a literal such as {@code 1d}: a number alone means days.
     *
     * @return ticks; empty when the text is no timespan or its value does not fit 64 bits
     */
    public static OptionalLong parseLiteral(String text) {
        return parse(text, true);
    }

    /**
     * Reads the text of a conversion: a whole number alone means ticks, a fraction alone is no timespan (R35).
     *
     * @return ticks; empty when the text is no timespan or its value does not fit 64 bits
     */
    public static OptionalLong parse(String text) {
        return parse(text, false);
    }

    private static OptionalLong parse(String text, boolean numberIsDays) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST) {
            return OptionalLong.empty();
        }
        if (trimmed.indexOf(':') >= 0) {
            return parseClock(trimmed);
        }
        int numberEnd = 0;
        while (numberEnd < trimmed.length() && isNumberPart(trimmed.charAt(numberEnd))) {
            numberEnd++;
        }
        String number = trimmed.substring(0, numberEnd);
        String unit = trimmed.substring(numberEnd).strip();
        if (!isDecimal(number)) {
            return OptionalLong.empty();
        }
        if (unit.isEmpty()) {
            if (!numberIsDays && number.indexOf('.') >= 0) {
                return OptionalLong.empty();
            }
            return scaled(number, numberIsDays ? Ticks.PER_DAY : 1, 1);
        }
        Long factor = UNITS.get(unit);
        if (factor != null) {
            return scaled(number, factor, 1);
        }
        return NANOSECONDS.contains(unit) ? scaled(number, 1, 100) : OptionalLong.empty();
    }

    private static boolean isNumberPart(char c) {
        return isDigit(c) || c == '.' || c == '-' || c == '+';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isDecimal(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int points = 0;
        int digits = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                points++;
            } else if (isDigit(c)) {
                digits++;
            } else {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }

    /** Number times factor divided by divisor; what is below a tick is cut off. */
    private static OptionalLong scaled(String number, long factor, long divisor) {
        BigDecimal ticks = new BigDecimal(number)
                .multiply(BigDecimal.valueOf(factor))
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.DOWN);
        boolean fits = ticks.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
                && ticks.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fits ? OptionalLong.of(ticks.longValue()) : OptionalLong.empty();
    }

    private static OptionalLong parseClock(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative ? text.substring(1) : text;
        String[] parts = rest.split(":", -1);
        if (parts.length < 2 || parts.length > 3) {
            return OptionalLong.empty();
        }
        int point = parts[0].indexOf('.');
        long days = point < 0 ? 0 : digits(parts[0].substring(0, point), 8);
        long hours = digits(parts[0].substring(point + 1), 2);
        long minutes = digits(parts[1], 2);
        long ticks = parts.length == 2 ? 0 : secondTicks(parts[2]);
        if (days < 0 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || ticks < 0) {
            return OptionalLong.empty();
        }
        // Summed as a negative number, because the smallest timespan has no positive counterpart.
        try {
            long value = Math.negateExact(Math.multiplyExact(days, Ticks.PER_DAY));
            value = Math.subtractExact(value, hours * Ticks.PER_HOUR + minutes * Ticks.PER_MINUTE + ticks);
            return OptionalLong.of(negative ? value : Math.negateExact(value));
        } catch (ArithmeticException outOfRange) {
            return OptionalLong.empty();
        }
    }

    /** Ticks of {@code ss[.fffffff]}; digits behind the seventh are cut off; -1 when malformed. */
    static long secondTicks(String text) {
        int point = text.indexOf('.');
        long seconds = digits(point < 0 ? text : text.substring(0, point), 2);
        if (seconds < 0 || seconds > 59) {
            return -1;
        }
        return point < 0 ? seconds * Ticks.PER_SECOND : addFraction(seconds, text.substring(point + 1));
    }

    private static long addFraction(long seconds, String fraction) {
        if (fraction.isEmpty() || !fraction.chars().allMatch(c -> isDigit((char) c))) {
            return -1;
        }
        String seven = (fraction + "0000000").substring(0, 7);
        return seconds * Ticks.PER_SECOND + Long.parseLong(seven);
    }

    /** The value of 1 to longest digits, or -1. */
    static long digits(String text, int longest) {
        if (text.isEmpty() || text.length() > longest) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }
}
