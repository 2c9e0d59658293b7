package dev.halcyon.kql.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads datetimes from text (R6, R35). Formatting is {@link Ticks#datetimeText}.
 *
 * <p>Forms: ISO 8601 with {@code T} or blanks, with {@code /} or commas for {@code -}, down to the year and month; month first
 * ({@code 2/17/2016 08:40}); day and name of the month (RFC 822 and 850); name of the month and day. The time may have
 * a fraction, AM or PM, and a zone ({@code Z}, {@code UTC}, {@code GMT}, {@code +01:00}); without zone it is UTC.
 * Digits of the fraction behind the seventh are cut off, since a tick is the unit of the type.
 */
public final class DatetimeText {
    private static final int LONGEST = 64;
    private static final long DAYS_TO_1970 = Ticks.UNIX_EPOCH / Ticks.PER_DAY;
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    // Fixed patterns over texts of at most LONGEST characters, without nested repetition.
    private static final String TIME = "(?:(?:[Tt]|[, ]) *([0-9]{1,2}:[0-9]{1,2}(?::[0-9.]{1,24})?)"
            + " *([AaPp][Mm])? *(Z|z|UTC|GMT|[+-][0-9]{1,2}(?::?[0-9]{2})?)?)?";
    private static final String SEPARATOR = " {0,2}[-/,] {0,2}";
    private static final Pattern YEAR_FIRST =
            Pattern.compile("([0-9]{4})" + SEPARATOR + "([0-9]{1,2})(?:" + SEPARATOR + "([0-9]{1,2}))?[Zz]?" + TIME);
    private static final Pattern MONTH_FIRST = Pattern.compile("([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})" + TIME);
    private static final Pattern DAY_AND_NAME =
            Pattern.compile("(?:[A-Za-z]{3,9},? +)?([0-9]{1,2})[- ]([A-Za-z]{3,9})[- ,]+([0-9]{4}|[0-9]{2})" + TIME);
    private static final Pattern NAME_AND_DAY =
            Pattern.compile("(?:[A-Za-z]{3,9},? +)?([A-Za-z]{3,9}) ([0-9]{1,2}),? +([0-9]{4})" + TIME);
    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");

    private DatetimeText() {}

    /**
     * Reads a datetime.
     *
     * @return ticks since 0001-01-01T00:00:00Z; empty when the text has none of the forms, the day does not exist, or
     *     the instant is outside the range of the type
     */
    public static OptionalLong parse(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST) {
            return OptionalLong.empty();
        }
        Matcher match = YEAR_FIRST.matcher(trimmed);
        if (match.matches()) {
            String day = match.group(3);
            return instant(match, match.group(1), number(match.group(2)), day == null ? 1 : number(day));
        }
        match = MONTH_FIRST.matcher(trimmed);
        if (match.matches()) {
            return instant(match, match.group(3), number(match.group(1)), number(match.group(2)));
        }
        match = DAY_AND_NAME.matcher(trimmed);
        if (match.matches()) {
            return instant(match, match.group(3), month(match.group(2)), number(match.group(1)));
        }
        match = NAME_AND_DAY.matcher(trimmed);
        if (match.matches()) {
            return instant(match, match.group(3), month(match.group(1)), number(match.group(2)));
        }
        return YEAR.matcher(trimmed).matches() ? instant(trimmed, 1, 1, 0, 0) : OptionalLong.empty();
    }

    /** The number of the month with a name of at least three letters, or 0. */
    private static int month(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            if (lower.length() >= 3 && MONTHS.get(i).startsWith(lower)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static OptionalLong instant(Matcher match, String year, int month, int day) {
        int groups = match.groupCount();
        String clock = match.group(groups - 2);
        String half = match.group(groups - 1);
        String zone = match.group(groups);
        if (clock == null) {
            return instant(year, month, day, 0, 0);
        }
        String[] parts = clock.split(":", -1);
        long hours = number(parts[0]);
        long minutes = number(parts[1]);
        long ticks = parts.length == 2 ? 0 : TimespanText.secondTicks(parts[2]);
        if (half != null) {
            if (hours < 1 || hours > 12) {
                return OptionalLong.empty();
            }
            hours = hours % 12 + (half.toLowerCase(Locale.ROOT).equals("pm") ? 12 : 0);
        }
        if (hours > 23 || minutes > 59 || ticks < 0) {
            return OptionalLong.empty();
        }
        long offset = zone == null ? 0 : offsetTicks(zone);
        long ofDay = hours * Ticks.PER_HOUR + minutes * Ticks.PER_MINUTE + ticks;
        return offset == Long.MIN_VALUE ? OptionalLong.empty() : instant(year, month, day, ofDay, offset);
    }

    /** The ticks to subtract for a zone; {@link Long#MIN_VALUE} when there is no such zone. */
    private static long offsetTicks(String zone) {
        if (Character.isLetter(zone.charAt(0))) {
            return 0;
        }
        String digits = zone.substring(1).replace(":", "");
        int hours = number(digits.length() <= 2 ? digits : digits.substring(0, digits.length() - 2));
        int minutes = digits.length() <= 2 ? 0 : number(digits.substring(digits.length() - 2));
        if (hours > 14 || minutes > 59) {
            return Long.MIN_VALUE;
        }
        long ticks = hours * Ticks.PER_HOUR + minutes * Ticks.PER_MINUTE;
        return zone.charAt(0) == '-' ? -ticks : ticks;
    }

    private static OptionalLong instant(String yearDigits, int month, int day, long ofDay, long offset) {
        int year = number(yearDigits);
        if (yearDigits.length() == 2) {
            // The pivot of the platform the language comes from.
            year += year <= 49 ? 2000 : 1900;
        }
        if (year < 1) {
            return OptionalLong.empty();
        }
        try {
            long days = LocalDate.of(year, month, day).toEpochDay() + DAYS_TO_1970;
            long ticks = days * Ticks.PER_DAY + ofDay - offset;
            return Ticks.isDatetime(ticks) ? OptionalLong.of(ticks) : OptionalLong.empty();
        } catch (DateTimeException noSuchDay) {
            return OptionalLong.empty();
        }
    }
}
