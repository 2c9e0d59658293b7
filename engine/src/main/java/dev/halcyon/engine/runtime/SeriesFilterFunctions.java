package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.filter.FiniteImpulseResponse;
import dev.halcyon.analytics.filter.InfiniteImpulseResponse;
import dev.halcyon.analytics.transform.ComplexSeries;
import dev.halcyon.analytics.transform.FourierTransform;
import dev.halcyon.engine.runtime.FunctionList.Arguments;
import dev.halcyon.engine.runtime.ListFunction.Shape;
import dev.halcyon.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters and transforms of series (series.md, section 6). */
final class SeriesFilterFunctions {

    private static final String RULE = "series.md, section 6";

    /** Elements times coefficients: a few seconds of work. */
    private static final long MOST_PRODUCTS = 4L << 30;

    private static final double EXACT = 1L << 53;

    private SeriesFilterFunctions() {}

    /** Over JSON text, which tells integers and reals apart. */
    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType number = SqlType.BIGINT;
        list.strict(
                "kql_series_fir",
                RULE,
                text,
                a -> {
                    NumberArray series = NumberArray.read(a.text(0));
                    MixedNumbers filtered = series == null || series.isSingle()
                            ? null
                            : finite(series, a.text(1), a.integer(2), a.integer(3));
                    return filtered == null ? null : filtered.json();
                },
                text,
                text,
                number,
                number);
        list.strict("kql_series_fft", RULE, text, a -> transformText(a, false), text, text);
        list.strict("kql_series_ifft", RULE, text, a -> transformText(a, true), text, text);
    }

    /** Over lists: series, the JSON text of the filter, 1 to normalise and -1 for the default, 1 to centre. */
    static List<ListFunction> lists() {
        List<ListFunction> lists = new ArrayList<>();
        lists.add(ListFunctions.strict(
                "kql_fir",
                RULE,
                List.of(Shape.REALS),
                a -> {
                    NumberList filtered = finite(NumberArray.of(a.list(0)), a.text(1), a.integer(2), a.integer(3));
                    return filtered == null ? null : filtered.toReals();
                },
                Shape.REALS,
                Shape.TEXT,
                Shape.INTEGER,
                Shape.INTEGER));
        lists.addAll(ListFunctions.twins(
                "kql_fir_integer",
                RULE,
                a -> finite(NumberArray.of(a.list(0)), a.text(1), a.integer(2), a.integer(3)),
                Shape.INTEGERS,
                Shape.TEXT,
                Shape.INTEGER,
                Shape.INTEGER));
        lists.add(ListFunctions.strict(
                "kql_iir",
                RULE,
                List.of(Shape.REALS),
                SeriesFilterFunctions::infinite,
                Shape.REALS,
                Shape.TEXT,
                Shape.TEXT));
        lists.add(new ListFunction(
                "kql_fft",
                RULE,
                List.of(Shape.REALS, Shape.REALS, Shape.INTEGER),
                false,
                List.of(Shape.REALS, Shape.REALS),
                SeriesFilterFunctions::transformLists));
        return lists;
    }

    /** Without a word about it, a filter is normalised unless a coefficient is negative. */
    private static @Nullable NumberList finite(NumberArray series, String filterText, long normalise, long centre) {
        NumberArray filter = NumberArray.read(filterText);
        double[] values = series.toList().finite();
        double[] coefficients =
                filter == null || filter.isSingle() ? null : filter.toList().finite();
        if (values == null || filter == null || coefficients == null) {
            return null;
        }
        check(values.length, coefficients.length);
        boolean differences = FiniteImpulseResponse.hasNegative(coefficients);
        boolean normalised = normalise < 0 ? !differences : normalise > 0;
        boolean centred = centre > 0;
        if (normalised) {
            return differences
                    ? null
                    : NumberList.Reals.of(FiniteImpulseResponse.apply(
                            values, FiniteImpulseResponse.normalized(coefficients), centred));
        }
        double[] result = FiniteImpulseResponse.apply(values, coefficients, centred);
        boolean whole = series.integers() != null && filter.integers() != null && isExact(result);
        return whole ? new NumberList.Integers(integers(result), null) : NumberList.Reals.of(result);
    }

    /** True when a filter is one that is normalised without a word about it: an array of numbers, none negative. */
    static boolean isNormalised(String filterText) {
        double[] coefficients = NumberArray.finite(filterText);
        return coefficients != null && !FiniteImpulseResponse.hasNegative(coefficients);
    }

    private static boolean isExact(double[] values) {
        for (double value : values) {
            if (!(Math.abs(value) < EXACT)) {
                return false;
            }
        }
        return true;
    }

    private static long[] integers(double[] values) {
        long[] integers = new long[values.length];
        for (int index = 0; index < values.length; index++) {
            integers[index] = (long) values[index];
        }
        return integers;
    }

    private static NumberList.@Nullable Reals infinite(Arguments a) {
        double[] series = a.reals(0).finite();
        double[] above = NumberArray.finite(a.text(1));
        double[] below = NumberArray.finite(a.text(2));
        if (series == null || above == null || below == null || below.length == 0) {
            return null;
        }
        check(series.length, above.length + below.length);
        return NumberList.Reals.of(InfiniteImpulseResponse.apply(series, above, below));
    }

    private static void check(int elements, int coefficients) {
        if ((long) elements * coefficients > MOST_PRODUCTS) {
            throw new QueryFailure("A filter of %d coefficients over %d elements is too much work; shorten the filter"
                    .formatted(coefficients, elements));
        }
    }

    private static @Nullable String transformText(Arguments a, boolean inverse) {
        double[] real = NumberArray.finite(a.text(0));
        String imaginaryText = a.text(1);
        ComplexSeries result = imaginaryText.equals("null")
                ? transform(real, real == null ? null : new double[real.length], inverse)
                : transform(real, NumberArray.finite(imaginaryText), inverse);
        return result == null
                ? null
                : new NumberArrayWriter(4 * result.real().length)
                        .open('[')
                        .array(result.real())
                        .array(result.imaginary())
                        .close(']')
                        .toString();
    }

    /** Real part, imaginary part or null for none, 1 for the inverse. */
    private static Object[] transformLists(@Nullable Object[] a) {
        double[] real = a[0] == null ? null : ((NumberList.Reals) a[0]).finite();
        double[] none = real == null ? null : new double[real.length];
        ComplexSeries result = transform(
                real,
                a[1] == null ? none : ((NumberList.Reals) a[1]).finite(),
                !Long.valueOf(0).equals(a[2]));
        return result == null
                ? ListFunctions.NOTHING
                : new Object[] {NumberList.Reals.of(result.real()), NumberList.Reals.of(result.imaginary())};
    }

    private static @Nullable ComplexSeries transform(
            double @Nullable [] real, double @Nullable [] imaginary, boolean inverse) {
        if (real == null || imaginary == null || real.length != imaginary.length) {
            return null;
        }
        FourierTransform transform = FourierTransform.ofLength(real.length);
        ComplexSeries series = new ComplexSeries(real, imaginary);
        return inverse ? transform.inverse(series) : transform.forward(series);
    }
}
