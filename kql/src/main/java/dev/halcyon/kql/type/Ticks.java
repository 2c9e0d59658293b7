package dev.halcyon.kql.type;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Instants and durations as 64-bit ticks of 100 ns (R13): a datetime counts from 0001-01-01T00:00:00Z, a timespan from
 * zero. Values below a tick are cut off.
 */
public final class Ticks {

    public static final long PER_MICROSECOND = 10;
    public static final long PER_MILLISECOND = 10_000;
    public static final long PER_SECOND = 10_000_000;
    public static final long PER_MINUTE = 60 * PER_SECOND;
    public static final long PER_HOUR = 60 * PER_MINUTE;
    public static final long PER_DAY = 24 * PER_HOUR;

    /** 1970-01-01T00:00:00Z. */
    public static final long UNIX_EPOCH = 621_355_968_000_000_000L;

    /** 9999-12-31T23:59:59.9999999Z, the greatest datetime; the smallest is 0. */
    public static final long MAXIMUM_DATETIME = 3_155_378_975_999_999_999L;

    private Ticks() {}

    /** True when ticks are inside the range of datetime. */
    public static boolean isDatetime(long ticks) {
        return ticks >= 0 && ticks <= MAXIMUM_DATETIME;
    }

    /** The ticks of an instant; nanoseconds below 100 are cut off. */
    public static long of(Instant instant) {
        return UNIX_EPOCH + instant.getEpochSecond() * PER_SECOND + instant.getNano() / 100;
    }

    /** The instant of datetime ticks. */
    public static Instant instant(long ticks) {
        long sinceEpoch = ticks - UNIX_EPOCH;
        return Instant.ofEpochSecond(
                Math.floorDiv(sinceEpoch, PER_SECOND), Math.floorMod(sinceEpoch, PER_SECOND) * 100);
    }

    /** {@code 2025-01-02T03:00:00Z}, with seven digits of fraction when it is not zero (R13): top level of results. */
    public static String datetimeText(long ticks) {
        return datetimeText(ticks, ticks % PER_SECOND != 0);
    }

    /** {@code 2025-01-02T03:00:00.0000000Z}, always with the fraction (R13): inside dynamic values and strings. */
    public static String fullDatetimeText(long ticks) {
        return datetimeText(ticks, true);
    }

    private static String datetimeText(long ticks, boolean withFraction) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(ticks - UNIX_EPOCH, PER_DAY));
        long time = Math.floorMod(ticks, PER_DAY);
        StringBuilder text = new StringBuilder(28);
        pad(text, date.getYear(), 4).append('-');
        pad(text, date.getMonthValue(), 2).append('-');
        pad(text, date.getDayOfMonth(), 2).append('T');
        pad(text, time / PER_HOUR, 2).append(':');
        pad(text, time / PER_MINUTE % 60, 2).append(':');
        pad(text, time / PER_SECOND % 60, 2);
        if (withFraction) {
            text.append('.');
            pad(text, time % PER_SECOND, 7);
        }
        return text.append('Z').toString();
    }

    /** {@code [-][d.]hh:mm:ss[.fffffff]}: the fraction has seven digits or is absent. */
    public static String timespanText(long ticks) {
        StringBuilder text = new StringBuilder(26);
        if (ticks < 0) {
            text.append('-');
        }
        // The remainders carry the sign; their absolute values never overflow, not even for the smallest long.
        long days = Math.abs(ticks / PER_DAY);
        long rest = Math.abs(ticks % PER_DAY);
        if (days != 0) {
            text.append(days).append('.');
        }
        pad(text, rest / PER_HOUR, 2).append(':');
        pad(text, rest / PER_MINUTE % 60, 2).append(':');
        pad(text, rest / PER_SECOND % 60, 2);
        long fraction = rest % PER_SECOND;
        if (fraction != 0) {
            text.append('.');
            pad(text, fraction, 7);
        }
        return text.toString();
    }

    private static StringBuilder pad(StringBuilder text, long value, int width) {
        String digits = Long.toString(value);
        text.repeat('0', Math.max(0, width - digits.length()));
        return text.append(digits);
    }
}
