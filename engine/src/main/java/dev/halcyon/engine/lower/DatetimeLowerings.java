package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Dates and times (R42 to R49); days and weeks are arithmetic on ticks, months and years are the calendar's. */
final class DatetimeLowerings {

    private static final long TICKS_PER_SECOND = 10_000_000;

    private DatetimeLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        registry.add("now", DatetimeLowerings::now);
        registry.add(
                "ago",
                call -> constantOr(
                        call,
                        () -> Sql.function("kql_datetime_subtract", Sql.constant(call.nowTicks()), call.value(0))));
        for (String unit : new String[] {"day", "week", "month", "year"}) {
            registry.add("startof" + unit, call -> Sql.function("kql_start_of_" + unit, call.value(0), offset(call)));
            registry.add("endof" + unit, call -> Sql.function("kql_end_of_" + unit, call.value(0), offset(call)));
        }
        registry.add("getyear", call -> part(call.value(0), "year", call));
        registry.add("monthofyear", call -> part(call.value(0), "month", call));
        registry.add("dayofmonth", call -> part(call.value(0), "day", call));
        registry.add("dayofyear", call -> part(call.value(0), "dayofyear", call));
        registry.add("hourofday", call -> part(call.value(0), "hour", call));
        registry.add("week_of_year", call -> part(call.value(0), "week_of_year", call));
        registry.addFunction("dayofweek", "kql_day_of_week");
        registry.add("datetime_part", call -> part(call.value(1), literalPart(call), call));
        registry.add(
                "datetime_add",
                call -> Sql.function(
                        "kql_datetime_add_part", Sql.text(literalPart(call)), call.value(1), call.value(2)));
        registry.add("datetime_diff", DatetimeLowerings::difference);
        registry.add(
                "format_datetime",
                call -> Sql.function("kql_format_datetime", call.value(0), Sql.text(call.requireString(1, "format"))));
        registry.add(
                "format_timespan",
                call -> Sql.function("kql_format_timespan", call.value(0), Sql.text(call.requireString(1, "format"))));
        registry.add("make_datetime", DatetimeLowerings::makeDatetime);
        registry.add("make_timespan", DatetimeLowerings::makeTimespan);
        registry.add("unixtime_seconds_todatetime", call -> unix(call, TICKS_PER_SECOND));
        registry.add("unixtime_milliseconds_todatetime", call -> unix(call, TICKS_PER_SECOND / 1_000));
        registry.add("unixtime_microseconds_todatetime", call -> unix(call, TICKS_PER_SECOND / 1_000_000));
        registry.add("unixtime_nanoseconds_todatetime", call -> Sql.function("kql_unix_nanoseconds", longOf(call, 0)));
        registry.add("datetime_utc_to_local", call -> Sql.function("kql_to_local", call.value(0), call.text(1)));
        registry.add("datetime_local_to_utc", call -> Sql.function("kql_to_utc", call.value(0), call.text(1)));
    }

    private static SqlExpression now(ScalarArguments call) {
        return constantOr(call, () -> Sql.function("kql_datetime_add", Sql.constant(call.nowTicks()), call.value(0)));
    }

    private static SqlExpression constantOr(
            ScalarArguments call, java.util.function.Supplier<SqlExpression> otherwise) {
        OptionalLong ticks = call.constantTicks();
        return ticks.isPresent() ? Sql.constant(ticks.getAsLong()) : otherwise.get();
    }

    private static SqlExpression offset(ScalarArguments call) {
        return call.count() > 1 ? longOf(call, 1) : Sql.constant(0);
    }

    private static SqlExpression longOf(ScalarArguments call, int index) {
        return ConversionLowerings.convert(call.value(index), call.type(index), ScalarType.LONG);
    }

    private static String literalPart(ScalarArguments call) {
        return call.requireString(0, "part").toLowerCase(Locale.ROOT);
    }

    private static SqlExpression part(SqlExpression instant, String part, ScalarArguments call) {
        return ConversionLowerings.convert(
                Sql.function("kql_datetime_part", Sql.text(part), instant), ScalarType.INT, call.type());
    }

    /** R44: weeks come as reals. */
    private static SqlExpression difference(ScalarArguments call) {
        SqlExpression difference =
                Sql.function("kql_datetime_diff", Sql.text(literalPart(call)), call.value(1), call.value(2));
        return ConversionLowerings.convert(difference, ScalarType.LONG, call.type());
    }

    /** R48. */
    private static SqlExpression makeDatetime(ScalarArguments call) {
        if (call.count() == 1) {
            return ConversionLowerings.convert(call.value(0), call.type(0), ScalarType.DATETIME);
        }
        SqlExpression[] parts = new SqlExpression[6];
        for (int index = 0; index < parts.length; index++) {
            int position = index;
            parts[index] = Optional.of(index)
                    .filter(given -> given < call.count())
                    .map(given -> ConversionLowerings.convert(call.value(given), call.type(given), ScalarType.REAL))
                    .orElseGet(() -> Sql.constant(position < 3 ? 1.0 : 0.0));
        }
        return Sql.function("kql_make_datetime", parts);
    }

    private static SqlExpression makeTimespan(ScalarArguments call) {
        if (call.count() == 1) {
            return ConversionLowerings.convert(call.value(0), call.type(0), ScalarType.TIMESPAN);
        }
        SqlExpression zero = Sql.constant(0.0);
        int shift = call.count() == 4 ? 0 : 1;
        SqlExpression[] parts = {zero, zero, zero, zero};
        for (int index = 0; index < call.count(); index++) {
            parts[index + shift] = ConversionLowerings.convert(call.value(index), call.type(index), ScalarType.REAL);
        }
        return Sql.function("kql_make_timespan", parts);
    }

    private static SqlExpression unix(ScalarArguments call, long ticks) {
        return call.type(0).isInteger()
                ? Sql.function("kql_unix_ticks", longOf(call, 0), Sql.constant(ticks))
                : Sql.function(
                        "kql_unix_ticks_real",
                        ConversionLowerings.convert(call.value(0), call.type(0), ScalarType.REAL),
                        Sql.constant((double) ticks));
    }
}
