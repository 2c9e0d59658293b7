package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.Ticks;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The calendar (R42 to R48). */
final class DatetimeFunctions {

    private static final long UNIX_EPOCH = 621_355_968_000_000_000L;

    private DatetimeFunctions() {}

    static void register(FunctionList list) {
        SqlType ticks = SqlType.BIGINT;
        for (String unit : new String[] {"day", "week", "month", "year"}) {
            list.strict(
                    "kql_start_of_" + unit,
                    "R42",
                    ticks,
                    a -> inRange(() -> startOf(unit, a.integer(0), a.integer(1))),
                    ticks,
                    ticks);
            list.strict(
                    "kql_end_of_" + unit,
                    "R42",
                    ticks,
                    a -> inRange(() -> startOf(unit, a.integer(0), a.integer(1) + 1) - 1),
                    ticks,
                    ticks);
        }
        list.strict("kql_day_of_week", "R42", ticks, a -> dayOfWeek(a.integer(0)) * Ticks.PER_DAY, ticks);
        list.strict(
                "kql_datetime_part",
                "R43",
                SqlType.INTEGER,
                a -> part(a.text(0), a.integer(1)),
                SqlType.VARCHAR,
                ticks);
        list.strict(
                "kql_datetime_add_part",
                "R45",
                ticks,
                a -> inRange(() -> add(a.text(0), a.integer(1), a.integer(2))),
                SqlType.VARCHAR,
                ticks,
                ticks);
        list.strict(
                "kql_datetime_diff",
                "R44",
                ticks,
                a -> difference(a.text(0), a.integer(1), a.integer(2)),
                SqlType.VARCHAR,
                ticks,
                ticks);
        list.strict(
                "kql_format_datetime",
                "R46",
                SqlType.VARCHAR,
                a -> DatetimeFormat.datetime(a.integer(0), a.text(1)),
                ticks,
                SqlType.VARCHAR);
        list.strict(
                "kql_format_timespan",
                "R47",
                SqlType.VARCHAR,
                a -> DatetimeFormat.timespan(a.integer(0), a.text(1)),
                ticks,
                SqlType.VARCHAR);
        SqlType real = SqlType.DOUBLE;
        list.strict(
                "kql_make_datetime", "R48", ticks, DatetimeFunctions::makeDatetime, real, real, real, real, real, real);
        list.strict("kql_make_timespan", "R48", ticks, DatetimeFunctions::makeTimespan, real, real, real, real);
        list.strict(
                "kql_unix_ticks",
                "R35",
                ticks,
                a -> inRange(() -> Math.addExact(UNIX_EPOCH, Math.multiplyExact(a.integer(0), a.integer(1)))),
                ticks,
                ticks);
        list.strict(
                "kql_unix_ticks_real",
                "R35",
                ticks,
                a -> inRange(() -> Math.addExact(UNIX_EPOCH, Math.round(a.real(0) * a.real(1)))),
                real,
                real);
        list.strict(
                "kql_unix_nanoseconds",
                "R35",
                ticks,
                a -> inRange(() -> UNIX_EPOCH + Math.floorDiv(a.integer(0), 100L)),
                ticks);
        list.strict("kql_to_local", "", ticks, a -> shifted(a.integer(0), a.text(1), true), ticks, SqlType.VARCHAR);
        list.strict("kql_to_utc", "", ticks, a -> shifted(a.integer(0), a.text(1), false), ticks, SqlType.VARCHAR);
    }

    /** A computation of ticks that may leave the range of datetimes. */
    @FunctionalInterface
    private interface TicksComputation {
        long compute();
    }

    private static @Nullable Long inRange(TicksComputation computation) {
        try {
            long ticks = computation.compute();
            return Ticks.isDatetime(ticks) ? (Long) ticks : null;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** Sunday is 0; 0001-01-01 is a Monday. */
    private static long dayOfWeek(long ticks) {
        return Math.floorMod(Math.floorDiv(ticks, Ticks.PER_DAY) + 1, 7L);
    }

    private static long startOf(String unit, long ticks, long offset) {
        long day = Math.floorDiv(ticks, Ticks.PER_DAY);
        return switch (unit) {
            case "day" -> (day + offset) * Ticks.PER_DAY;
            case "week" -> (day - dayOfWeek(ticks) + Math.multiplyExact(7L, offset)) * Ticks.PER_DAY;
            case "month" -> Calendar.of(Calendar.date(ticks).withDayOfMonth(1).plusMonths(offset));
            default -> Calendar.of(Calendar.date(ticks).withDayOfYear(1).plusYears(offset));
        };
    }

    private static @Nullable Integer part(String part, long ticks) {
        LocalDateTime instant = Calendar.local(ticks);
        long fraction = Math.floorMod(ticks, Ticks.PER_SECOND);
        return switch (part) {
            case "year" -> (Integer) instant.getYear();
            case "quarter" -> (Integer) instant.get(IsoFields.QUARTER_OF_YEAR);
            case "month" -> (Integer) instant.getMonthValue();
            case "week_of_year", "weekofyear", "week" -> (Integer) instant.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "day" -> (Integer) instant.getDayOfMonth();
            case "dayofyear" -> (Integer) instant.getDayOfYear();
            case "hour" -> (Integer) instant.getHour();
            case "minute" -> (Integer) instant.getMinute();
            case "second" -> (Integer) instant.getSecond();
            case "millisecond" -> (Integer) (int) (fraction / Ticks.PER_MILLISECOND);
            case "microsecond" -> (Integer) (int) (fraction / Ticks.PER_MICROSECOND);
            case "nanosecond" -> (Integer) (int) (fraction * 100);
            default -> throw unknownPart(part);
        };
    }

    private static long add(String part, long amount, long ticks) {
        LocalDateTime instant = Calendar.local(ticks);
        return switch (part) {
            case "year" -> Calendar.of(instant.plusYears(amount));
            case "quarter" -> Calendar.of(instant.plusMonths(Math.multiplyExact(3L, amount)));
            case "month" -> Calendar.of(instant.plusMonths(amount));
            case "nanosecond" -> Math.addExact(ticks, amount / 100);
            default -> Math.addExact(ticks, Math.multiplyExact(amount, unit(part)));
        };
    }

    /** R44: the number of boundaries between. */
    private static long difference(String part, long left, long right) {
        LocalDate a = Calendar.date(left);
        LocalDate b = Calendar.date(right);
        return switch (part) {
            case "year" -> a.getYear() - (long) b.getYear();
            case "quarter" -> quarters(a) - quarters(b);
            case "month" -> ChronoUnit.MONTHS.between(b.withDayOfMonth(1), a.withDayOfMonth(1));
            case "week" -> (startOf("week", left, 0) - startOf("week", right, 0)) / (7 * Ticks.PER_DAY);
            case "nanosecond" -> (left - right) * 100;
            default -> Math.floorDiv(left, unit(part)) - Math.floorDiv(right, unit(part));
        };
    }

    private static long quarters(LocalDate date) {
        return date.getYear() * 4L + date.get(IsoFields.QUARTER_OF_YEAR);
    }

    private static long unit(String part) {
        return switch (part.toLowerCase(Locale.ROOT)) {
            case "week" -> 7 * Ticks.PER_DAY;
            case "day" -> Ticks.PER_DAY;
            case "hour" -> Ticks.PER_HOUR;
            case "minute" -> Ticks.PER_MINUTE;
            case "second" -> Ticks.PER_SECOND;
            case "millisecond" -> Ticks.PER_MILLISECOND;
            case "microsecond" -> Ticks.PER_MICROSECOND;
            default -> throw unknownPart(part);
        };
    }

    private static QueryFailure unknownPart(String part) {
        return new QueryFailure("'%s' is no part of a datetime".formatted(part));
    }

    private static @Nullable Long makeDatetime(FunctionList.Arguments a) {
        double hour = a.real(3);
        double minute = a.real(4);
        double second = a.real(5);
        if (hour < 0 || hour >= 24 || minute < 0 || minute >= 60 || second < 0 || second >= 60) {
            return null;
        }
        return inRange(() -> Calendar.of(LocalDate.of((int) a.real(0), (int) a.real(1), (int) a.real(2)))
                + ((long) hour) * Ticks.PER_HOUR
                + ((long) minute) * Ticks.PER_MINUTE
                + Math.round(second * Ticks.PER_SECOND));
    }

    private static @Nullable Long makeTimespan(FunctionList.Arguments a) {
        double hour = a.real(1);
        double minute = a.real(2);
        double second = a.real(3);
        if (hour < 0 || hour >= 24 || minute < 0 || minute >= 60 || second < 0 || second >= 60) {
            return null;
        }
        return ((long) a.real(0)) * Ticks.PER_DAY
                + ((long) hour) * Ticks.PER_HOUR
                + ((long) minute) * Ticks.PER_MINUTE
                + Math.round(second * Ticks.PER_SECOND);
    }

    private static @Nullable Long shifted(long ticks, String zone, boolean toLocal) {
        ZoneId id;
        try {
            id = ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new QueryFailure("'%s' is no time zone".formatted(zone));
        }
        LocalDateTime instant = Calendar.local(ticks);
        ZoneOffset offset =
                toLocal ? id.getRules().getOffset(instant.toInstant(ZoneOffset.UTC)) : localOffset(id, instant);
        long shift = offset.getTotalSeconds() * Ticks.PER_SECOND;
        return inRange(() -> toLocal ? ticks + shift : ticks - shift);
    }

    /** A time that a change of the clock skips is read with the offset after it. */
    private static ZoneOffset localOffset(ZoneId zone, LocalDateTime local) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        return transition != null && transition.isGap()
                ? transition.getOffsetAfter()
                : zone.getRules().getOffset(local);
    }
}
