package dev.halcyon.engine.runtime;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Units of 100 ns since 0001-01-01, and the calendar. */
final class Ticks {

    static final long MICROSECOND = 10;
    static final long MILLISECOND = 10_000;
    static final long SECOND = 10_000_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    /** 9999-12-31T23:59:59.9999999. */
    static final long LAST = 3_155_378_975_999_999_999L;

    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final int NANOSECONDS = 100;

    private Ticks() {}

    static boolean isDatetime(long ticks) {
        return ticks >= 0 && ticks <= LAST;
    }

    static LocalDate date(long ticks) {
        return LocalDate.ofEpochDay(Math.floorDiv(ticks, DAY) + FIRST_DAY);
    }

    static LocalDateTime local(long ticks) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(ticks, SECOND) + FIRST_DAY * 86_400,
                (int) Math.floorMod(ticks, SECOND) * NANOSECONDS,
                ZoneOffset.UTC);
    }

    static long of(LocalDate date) {
        return (date.toEpochDay() - FIRST_DAY) * DAY;
    }

    static long of(LocalDateTime instant) {
        return of(instant.toLocalDate()) + instant.toLocalTime().toNanoOfDay() / NANOSECONDS;
    }

    /** R13: always with 7 digits. */
    static String datetimeText(long ticks) {
        LocalDate date = date(ticks);
        long time = Math.floorMod(ticks, DAY);
        StringBuilder text = new StringBuilder(28);
        padded(text, date.getYear(), 4).append('-');
        padded(text, date.getMonthValue(), 2).append('-');
        padded(text, date.getDayOfMonth(), 2).append('T');
        padded(text, time / HOUR, 2).append(':');
        padded(text, time / MINUTE % 60, 2).append(':');
        padded(text, time / SECOND % 60, 2).append('.');
        padded(text, time % SECOND, 7).append('Z');
        return text.toString();
    }

    /** R13: {@code [-][d.]hh:mm:ss[.fffffff]}. */
    static String timespanText(long ticks) {
        StringBuilder text = new StringBuilder(26);
        // The smallest value has no positive twin; its parts are taken as negative numbers.
        boolean negative = ticks < 0;
        long days = Math.abs(ticks / DAY);
        long time = Math.abs(ticks % DAY);
        text.append(negative ? "-" : "");
        if (days != 0) {
            text.append(days).append('.');
        }
        padded(text, time / HOUR, 2).append(':');
        padded(text, time / MINUTE % 60, 2).append(':');
        padded(text, time / SECOND % 60, 2);
        if (time % SECOND != 0) {
            text.append('.');
            padded(text, time % SECOND, 7);
        }
        return text.toString();
    }

    static StringBuilder padded(StringBuilder target, long value, int width) {
        String digits = Long.toString(value);
        target.repeat('0', Math.max(0, width - digits.length()));
        return target.append(digits);
    }
}
