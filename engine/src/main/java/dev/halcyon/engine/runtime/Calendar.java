package dev.halcyon.engine.runtime;

import dev.halcyon.kql.type.Ticks;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Between ticks and the calendar. */
final class Calendar {

    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final int NANOSECONDS = 100;

    private Calendar() {}

    static LocalDate date(long ticks) {
        return LocalDate.ofEpochDay(Math.floorDiv(ticks, Ticks.PER_DAY) + FIRST_DAY);
    }

    static LocalDateTime local(long ticks) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(ticks, Ticks.PER_SECOND) + FIRST_DAY * 86_400,
                (int) Math.floorMod(ticks, Ticks.PER_SECOND) * NANOSECONDS,
                ZoneOffset.UTC);
    }

    static long of(LocalDate date) {
        return (date.toEpochDay() - FIRST_DAY) * Ticks.PER_DAY;
    }

    static long of(LocalDateTime instant) {
        return of(instant.toLocalDate()) + instant.toLocalTime().toNanoOfDay() / NANOSECONDS;
    }

    /** The number with zeros in front. */
    static StringBuilder padded(StringBuilder target, long value, int width) {
        String digits = Long.toString(value);
        target.repeat('0', Math.max(0, width - digits.length()));
        return target.append(digits);
    }
}
