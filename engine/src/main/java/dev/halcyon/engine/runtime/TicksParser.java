package dev.halcyon.engine.runtime;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Datetimes and timespans from text (R5, R6, R35). */
final class TicksParser {

    private static final Pattern ISO = Pattern.compile("^(\\d{4})-(\\d{1,2})(?:-(\\d{1,2}))?"
            + "(?:[T ](\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d{1,9}))?)?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?$");
    private static final Pattern RFC = Pattern.compile("^(?:[A-Za-z]{3,9},?\\s+)?(\\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -]"
            + "(\\d{2,4})(?:\\s+(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?)?\\s*(?:GMT|UTC|Z)?$");
    private static final Pattern SLASHED = Pattern.compile(
            "^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})(?:\\s+(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?(?:\\s*(AM|PM))?)?$");
    private static final Pattern NAMED = Pattern.compile(
            "^([A-Za-z]{3})[a-z]*\\.? (\\d{1,2}),? (\\d{4})(?:\\s+(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?)?$");
    private static final Pattern CLOCK =
            Pattern.compile("^([+-])?(?:(\\d{1,8})\\.)?(\\d{1,8}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?$");
    private static final Pattern UNIT = Pattern.compile("^([+-]?\\d*\\.?\\d+)\\s*([a-z]+)$");
    private static final Pattern INTEGER = Pattern.compile("^[+-]?\\d{1,19}$");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("d", Ticks.DAY),
            Map.entry("day", Ticks.DAY),
            Map.entry("days", Ticks.DAY),
            Map.entry("h", Ticks.HOUR),
            Map.entry("hr", Ticks.HOUR),
            Map.entry("hrs", Ticks.HOUR),
            Map.entry("hour", Ticks.HOUR),
            Map.entry("hours", Ticks.HOUR),
            Map.entry("m", Ticks.MINUTE),
            Map.entry("min", Ticks.MINUTE),
            Map.entry("minute", Ticks.MINUTE),
            Map.entry("minutes", Ticks.MINUTE),
            Map.entry("s", Ticks.SECOND),
            Map.entry("sec", Ticks.SECOND),
            Map.entry("second", Ticks.SECOND),
            Map.entry("seconds", Ticks.SECOND),
            Map.entry("ms", Ticks.MILLISECOND),
            Map.entry("milli", Ticks.MILLISECOND),
            Map.entry("millisecond", Ticks.MILLISECOND),
            Map.entry("milliseconds", Ticks.MILLISECOND),
            Map.entry("micro", Ticks.MICROSECOND),
            Map.entry("microsecond", Ticks.MICROSECOND),
            Map.entry("microseconds", Ticks.MICROSECOND),
            Map.entry("tick", 1L),
            Map.entry("ticks", 1L));

    private TicksParser() {}

    /** Null for what is no datetime, an impossible date included. */
    static @Nullable Long datetime(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return null;
        }
        try {
            return inRange(datetimeOf(trimmed));
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Long datetimeOf(String text) {
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return switch (text.length()) {
                case 4 -> Ticks.of(LocalDate.of(Integer.parseInt(text), 1, 1));
                case 8 ->
                    Ticks.of(LocalDate.of(
                            Integer.parseInt(text.substring(0, 4)),
                            Integer.parseInt(text.substring(4, 6)),
                            Integer.parseInt(text.substring(6))));
                default -> Long.parseLong(text);
            };
        }
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            long date =
                    Ticks.of(LocalDate.of(number(iso, 1), number(iso, 2), iso.group(3) == null ? 1 : number(iso, 3)));
            return date + time(iso, 4, 7) - offset(iso.group(8));
        }
        Matcher rfc = RFC.matcher(text);
        if (rfc.matches()) {
            int month = MONTHS.indexOf(rfc.group(2).toLowerCase(Locale.ROOT)) + 1;
            int year = number(rfc, 3);
            int fullYear = year >= 100 ? year : year < 50 ? 2000 + year : 1900 + year;
            return Ticks.of(LocalDate.of(fullYear, month, number(rfc, 1))) + time(rfc, 4, 0);
        }
        Matcher named = NAMED.matcher(text);
        if (named.matches()) {
            int month = MONTHS.indexOf(named.group(1).toLowerCase(Locale.ROOT)) + 1;
            return Ticks.of(LocalDate.of(number(named, 3), month, number(named, 2))) + time(named, 4, 0);
        }
        Matcher slashed = SLASHED.matcher(text);
        if (slashed.matches()) {
            long date = Ticks.of(LocalDate.of(number(slashed, 3), number(slashed, 1), number(slashed, 2)));
            long time = time(slashed, 4, 7);
            String half = slashed.group(8);
            if (half != null) {
                time = time % (12 * Ticks.HOUR) + (half.equals("PM") ? 12 * Ticks.HOUR : 0);
            }
            return date + time;
        }
        return null;
    }

    private static @Nullable Long inRange(@Nullable Long ticks) {
        return ticks != null && Ticks.isDatetime(ticks) ? ticks : null;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static long time(Matcher matcher, int first, int fraction) {
        if (matcher.group(first) == null) {
            return 0;
        }
        long hour = number(matcher, first);
        long minute = number(matcher, first + 1);
        long second = matcher.group(first + 2) == null ? 0 : number(matcher, first + 2);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("no time of day");
        }
        long ticks = fraction == 0 || matcher.group(fraction) == null ? 0 : fraction(matcher.group(fraction));
        return hour * Ticks.HOUR + minute * Ticks.MINUTE + second * Ticks.SECOND + ticks;
    }

    private static long fraction(String digits) {
        return Long.parseLong((digits + "0000000").substring(0, 7));
    }

    private static long offset(@Nullable String zone) {
        if (zone == null || zone.equals("Z")) {
            return 0;
        }
        String digits = zone.substring(1).replace(":", "");
        long ticks = Long.parseLong(digits.substring(0, 2)) * Ticks.HOUR
                + Long.parseLong(digits.substring(2)) * Ticks.MINUTE;
        return zone.charAt(0) == '-' ? -ticks : ticks;
    }

    /** Null for what is no timespan; a plain decimal is none. */
    static @Nullable Long timespan(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        try {
            Matcher clock = CLOCK.matcher(trimmed);
            if (clock.matches()) {
                return clock(clock);
            }
            Matcher unit = UNIT.matcher(trimmed);
            if (unit.matches()) {
                Long size = UNITS.get(unit.group(2));
                return size == null ? null : Math.round(Double.parseDouble(unit.group(1)) * size);
            }
            return INTEGER.matches(trimmed) ? (Long) Long.parseLong(trimmed) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Long clock(Matcher clock) {
        long days = clock.group(2) == null ? 0 : Long.parseLong(clock.group(2));
        long hours = number(clock, 3);
        long minutes = number(clock, 4);
        long seconds = clock.group(5) == null ? 0 : number(clock, 5);
        if (hours > 23 || minutes > 59 || seconds > 59) {
            return null;
        }
        long ticks = days * Ticks.DAY
                + hours * Ticks.HOUR
                + minutes * Ticks.MINUTE
                + seconds * Ticks.SECOND
                + (clock.group(6) == null ? 0 : fraction(clock.group(6)));
        return "-".equals(clock.group(1)) ? -ticks : ticks;
    }
}
