package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Arrays that follow a step: {@code range()} (R71) and the arrays of {@code make-series} (R114 to R116). */
final class SeriesFunctions {

    static final int MOST_ELEMENTS = 1_048_576;

    private SeriesFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType number = SqlType.BIGINT;
        SqlType real = SqlType.DOUBLE;
        list.strict("kql_range_long", "R71", text, a -> range(a, Json::of), number, number, number);
        list.strict(
                "kql_range_datetime", "R71", text, a -> range(a, SeriesFunctions::datetime), number, number, number);
        list.strict(
                "kql_range_timespan", "R71", text, a -> range(a, SeriesFunctions::timespan), number, number, number);
        list.strict("kql_range_real", "R71", text, SeriesFunctions::rangeReal, real, real, real);
        list.lenient(
                "kql_fill_series",
                "R114, R115",
                text,
                a -> fill(
                        (String) java.util.Objects.requireNonNull(a[0]),
                        (String) java.util.Objects.requireNonNull(a[1]),
                        (Long) a[2],
                        (Long) a[3],
                        (String) java.util.Objects.requireNonNull(a[4])),
                text,
                text,
                number,
                number,
                text);
        list.lenient("kql_axis_long", "R114", text, a -> axis(a, Json::of), number, number, number, number);
        list.lenient(
                "kql_axis_datetime",
                "R114",
                text,
                a -> axis(a, SeriesFunctions::datetime),
                number,
                number,
                number,
                number);
        list.lenient(
                "kql_axis_timespan",
                "R114",
                text,
                a -> axis(a, SeriesFunctions::timespan),
                number,
                number,
                number,
                number);
        list.lenient("kql_axis_real", "R114", text, SeriesFunctions::axisReal, real, real, number, number);
    }

    private static Json datetime(long ticks) {
        return new Json.Text(Ticks.datetimeText(ticks));
    }

    private static Json timespan(long ticks) {
        return new Json.Text(Ticks.timespanText(ticks));
    }

    private static @Nullable String range(FunctionList.Arguments a, LongFunction<Json> element) {
        long start = a.integer(0);
        long stop = a.integer(1);
        long step = a.integer(2);
        if (step == 0) {
            return null;
        }
        List<Json> elements = new ArrayList<>();
        for (long value = start; step > 0 ? value <= stop : value >= stop; value += step) {
            if (elements.size() == MOST_ELEMENTS) {
                break;
            }
            elements.add(element.apply(value));
        }
        return new Json.Array(elements).write();
    }

    private static @Nullable String rangeReal(FunctionList.Arguments a) {
        double start = a.real(0);
        double stop = a.real(1);
        double step = a.real(2);
        if (step == 0 || Double.isNaN(step)) {
            return null;
        }
        List<Json> elements = new ArrayList<>();
        for (int index = 0; index < MOST_ELEMENTS; index++) {
            double value = start + index * step;
            if (step > 0 ? !(value <= stop) : !(value >= stop)) {
                break;
            }
            elements.add(Json.of(value));
        }
        return new Json.Array(elements).write();
    }

    private static int points(@Nullable Long first, @Nullable Long end) {
        if (first == null || end == null || end <= first) {
            return 0;
        }
        long count = end - first;
        if (count > MOST_ELEMENTS || count < 0) {
            throw new QueryFailure("make-series would make %d points; at most %d are allowed: use a greater step"
                    .formatted(count, MOST_ELEMENTS));
        }
        return (int) count;
    }

    private static String fill(String bins, String values, @Nullable Long first, @Nullable Long end, String missing) {
        int count = points(first, end);
        if (count == 0 || first == null) {
            return "[]";
        }
        @Nullable Json[] points = new Json[count];
        if (JsonText.read(bins) instanceof Json.Array numbers && JsonText.read(values) instanceof Json.Array cells) {
            for (int index = 0; index < numbers.elements().size(); index++) {
                Long bin = ConversionFunctions.toLong(numbers.elements().get(index));
                long at = bin == null ? -1 : bin - first;
                if (at >= 0 && at < count) {
                    points[(int) at] = cells.elements().get(index);
                }
            }
        }
        StringBuilder array = new StringBuilder("[");
        for (int index = 0; index < count; index++) {
            array.append(index > 0 ? "," : "");
            Json point = points[index];
            if (point == null) {
                array.append(missing);
            } else {
                JsonText.write(point, array);
            }
        }
        return array.append(']').toString();
    }

    private static String axis(@Nullable Object[] a, LongFunction<Json> element) {
        int count = points((Long) a[2], (Long) a[3]);
        List<Json> elements = new ArrayList<>(count);
        if (count > 0 && a[0] != null && a[1] != null && a[2] != null) {
            long start = (Long) a[0] + (Long) a[2] * (Long) a[1];
            for (int index = 0; index < count; index++) {
                elements.add(element.apply(start + index * (Long) a[1]));
            }
        }
        return new Json.Array(elements).write();
    }

    private static String axisReal(@Nullable Object[] a) {
        int count = points((Long) a[2], (Long) a[3]);
        List<Json> elements = new ArrayList<>(count);
        if (count > 0 && a[0] != null && a[1] != null && a[2] != null) {
            for (int index = 0; index < count; index++) {
                elements.add(Json.of((Double) a[0] + ((Long) a[2] + index) * (Double) a[1]));
            }
        }
        return new Json.Array(elements).write();
    }
}
