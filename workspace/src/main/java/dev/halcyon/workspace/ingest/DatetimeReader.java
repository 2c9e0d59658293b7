package dev.halcyon.workspace.ingest;

import dev.halcyon.kql.type.Ticks;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * Reads the datetimes that senders write: ISO 8601 with {@code T} or a blank, seconds and fraction optional, a date
 * alone, an offset, {@code Z} or nothing, which is UTC (I-9). Digits below 100 ns are cut off.
 */
final class DatetimeReader {

    private static final int FRACTION_DIGITS = 7;

    // Epoch numbers tell their unit by their size: seconds reach 1e11 in the year 5138, milliseconds start there in
    // 1973.
    private static final double SECONDS_BELOW = 1e11;
    private static final double MILLISECONDS_BELOW = 1e14;
    private static final double MICROSECONDS_BELOW = 1e17;

    private final String text;
    private int position;

    private DatetimeReader(String text) {
        this.text = text;
    }

    /** The ticks of a text, empty when it is no datetime in range. */
    static OptionalLong read(String text) {
        try {
            return new DatetimeReader(text.strip()).datetime();
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    /** The ticks of an epoch number: seconds, milliseconds, microseconds or nanoseconds since 1970, by its size. */
    static OptionalLong ofEpoch(double number) {
        double magnitude = Math.abs(number);
        double ticks;
        if (magnitude < SECONDS_BELOW) {
            ticks = number * Ticks.PER_SECOND;
        } else if (magnitude < MILLISECONDS_BELOW) {
            ticks = number * Ticks.PER_MILLISECOND;
        } else if (magnitude < MICROSECONDS_BELOW) {
            ticks = number * 10;
        } else {
            ticks = number / 100;
        }
        if (!(Math.abs(ticks) < Ticks.MAXIMUM_DATETIME)) {
            return OptionalLong.empty();
        }
        return inRange(Ticks.UNIX_EPOCH + Math.round(ticks));
    }

    private OptionalLong datetime() {
        int year = digits(4);
        expect('-');
        int month = digits(2);
        expect('-');
        int day = digits(2);
        long ticks = (LocalDate.of(year, month, day).toEpochDay() - LocalDate.EPOCH.toEpochDay()) * Ticks.PER_DAY
                + Ticks.UNIX_EPOCH;
        if (position == text.length()) {
            return inRange(ticks);
        }
        if (!accept('T') && !accept('t')) {
            expect(' ');
        }
        ticks += below(24) * Ticks.PER_HOUR;
        expect(':');
        ticks += below(60) * Ticks.PER_MINUTE;
        if (accept(':')) {
            ticks += below(60) * Ticks.PER_SECOND;
            if (accept('.') || accept(',')) {
                ticks += fraction();
            }
        }
        return inRange(ticks - offset());
    }

    private long fraction() {
        long ticks = 0;
        int count = 0;
        while (position < text.length() && isDigit(text.charAt(position))) {
            if (count < FRACTION_DIGITS) {
                ticks = ticks * 10 + (text.charAt(position) - '0');
            }
            count++;
            position++;
        }
        if (count == 0) {
            throw new DateTimeException("A fraction needs digits");
        }
        for (int missing = count; missing < FRACTION_DIGITS; missing++) {
            ticks *= 10;
        }
        return ticks;
    }

    private long offset() {
        if (position == text.length()) {
            return 0;
        }
        if (accept('Z') || accept('z')) {
            atEnd();
            return 0;
        }
        accept(' ');
        long sign = accept('-') ? -1 : 1;
        if (sign == 1) {
            expect('+');
        }
        long ticks = below(24) * Ticks.PER_HOUR;
        if (position < text.length()) {
            accept(':');
            ticks += below(60) * Ticks.PER_MINUTE;
        }
        atEnd();
        return sign * ticks;
    }

    private long below(int limit) {
        int value = digits(2);
        if (value >= limit) {
            throw new DateTimeException("Out of range");
        }
        return value;
    }

    private int digits(int count) {
        int value = 0;
        for (int index = 0; index < count; index++) {
            if (position == text.length() || !isDigit(text.charAt(position))) {
                throw new DateTimeException("A digit is missing");
            }
            value = value * 10 + (text.charAt(position++) - '0');
        }
        return value;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw new DateTimeException("'" + wanted + "' is missing");
        }
    }

    private boolean accept(char wanted) {
        boolean found = position < text.length() && text.charAt(position) == wanted;
        if (found) {
            position++;
        }
        return found;
    }

    private void atEnd() {
        if (position != text.length()) {
            throw new DateTimeException("Text follows the datetime");
        }
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static OptionalLong inRange(long ticks) {
        return Ticks.isDatetime(ticks) ? OptionalLong.of(ticks) : OptionalLong.empty();
    }
}
