package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Arrays that follow a step: {@code range()} (R71) and the arrays of {@code make-series} (R114 to R116). */
final class SeriesFunctions {

    static final int MOST_ELEMENTS = 1_048_576;

    private static final int LONGEST_KEPT_AXIS = 1_000_000;

    /** What whole numbers stand for. */
    private enum Element {
        NUMBER,
        DATETIME,
        TIMESPAN;

        Json of(long value) {
            return switch (this) {
                case NUMBER -> Json.of(value);
                case DATETIME -> new Json.Text(Ticks.fullDatetimeText(value));
                case TIMESPAN -> new Json.Text(Ticks.timespanText(value));
            };
        }

        void append(long value, StringBuilder json) {
            switch (this) {
                case NUMBER -> json.append(value);
                case DATETIME ->
                    json.append('"').append(Ticks.fullDatetimeText(value)).append('"');
                case TIMESPAN ->
                    json.append('"').append(Ticks.timespanText(value)).append('"');
            }
        }
    }

    private SeriesFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType number = SqlType.BIGINT;
        SqlType real = SqlType.DOUBLE;
        list.strict("kql_range_long", "R71", text, a -> range(a, Element.NUMBER), number, number, number);
        list.strict("kql_range_datetime", "R71", text, a -> range(a, Element.DATETIME), number, number, number);
        list.strict("kql_range_timespan", "R71", text, a -> range(a, Element.TIMESPAN), number, number, number);
        list.strict("kql_range_real", "R71", text, SeriesFunctions::rangeReal, real, real, real);
        list.lenient("kql_fill_series", "R114, R115", text, SeriesFunctions::fill, text, text, number, number, text);
    }

    private static @Nullable String range(FunctionList.Arguments a, Element element) {
        long start = a.integer(0);
        long stop = a.integer(1);
        long step = a.integer(2);
        if (step == 0) {
            return null;
        }
        StringBuilder array = new StringBuilder("[");
        long value = start;
        for (int count = 0; count < MOST_ELEMENTS && (step > 0 ? value <= stop : value >= stop); count++) {
            array.append(count == 0 ? "" : ",");
            element.append(value, array);
            long next = value + step;
            if (step > 0 != next > value) {
                break;
            }
            value = next;
        }
        return array.append(']').toString();
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

    static int points(@Nullable Long first, @Nullable Long end) {
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

    private static String fill(@Nullable Object[] a) {
        int count = points((Long) a[2], (Long) a[3]);
        if (count == 0 || a[2] == null) {
            return "[]";
        }
        return SeriesFill.array(
                (String) Objects.requireNonNull(a[0]),
                (String) Objects.requireNonNull(a[1]),
                (Long) a[2],
                count,
                (String) Objects.requireNonNull(a[4]));
    }

    /** The start of the first bin of all, the step, the first bin, the end. */
    static Object[] axisIntegers(@Nullable Object[] a) {
        int count = axisPoints(a);
        long[] axis = new long[count];
        for (int index = 0; index < count; index++) {
            axis[index] = (Long) number(a[0]) + ((Long) number(a[2]) + index) * (Long) number(a[1]);
        }
        return new Object[] {new NumberList.Integers(axis, null)};
    }

    /** As {@link #axisIntegers}, over real numbers. */
    static Object[] axisReals(@Nullable Object[] a) {
        int count = axisPoints(a);
        double[] axis = new double[count];
        for (int index = 0; index < count; index++) {
            axis[index] = (Double) number(a[0]) + ((Long) number(a[2]) + index) * (Double) number(a[1]);
        }
        return new Object[] {new NumberList.Reals(axis, null)};
    }

    private static int axisPoints(@Nullable Object[] a) {
        return a[0] == null || a[1] == null ? 0 : points((Long) a[2], (Long) a[3]);
    }

    private static Object number(@Nullable Object argument) {
        return Objects.requireNonNull(argument);
    }

    /** Series of one query mostly have one axis, whose text is made once. */
    private record AxisText(NumberList.Integers axis, Element element, String text) {}

    private static volatile @Nullable AxisText lastAxis;

    static String datetimes(NumberList.Integers axis) {
        return text(axis, Element.DATETIME);
    }

    static String timespans(NumberList.Integers axis) {
        return text(axis, Element.TIMESPAN);
    }

    private static String text(NumberList.Integers axis, Element element) {
        AxisText last = lastAxis;
        if (last != null
                && last.element() == element
                && Arrays.equals(last.axis().values(), axis.values())
                && Arrays.equals(last.axis().missing(), axis.missing())) {
            return last.text();
        }
        List<Json> elements = new ArrayList<>(axis.length());
        for (int index = 0; index < axis.length(); index++) {
            elements.add(axis.has(index) ? element.of(axis.values()[index]) : Json.nothing());
        }
        String text = new Json.Array(elements).write();
        if (text.length() <= LONGEST_KEPT_AXIS) {
            lastAxis = new AxisText(axis, element, text);
        }
        return text;
    }
}
