package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.filter.FiniteImpulseResponse;
import dev.halcyon.analytics.filter.InfiniteImpulseResponse;
import dev.halcyon.analytics.transform.ComplexSeries;
import dev.halcyon.analytics.transform.FourierTransform;
import dev.halcyon.engine.sql.SqlType;
import org.jspecify.annotations.Nullable;

/** Filters and transforms of series (series.md, section 6). */
final class SeriesFilterFunctions {

    private static final String RULE = "series.md, section 6";

    /** Elements times coefficients: a few seconds of work. */
    private static final long MOST_PRODUCTS = 4L << 30;

    private static final double EXACT = 1L << 53;

    private SeriesFilterFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType truth = SqlType.BOOLEAN;
        list.lenient("kql_series_fir", RULE, text, SeriesFilterFunctions::finite, text, text, truth, truth);
        list.strict("kql_series_iir", RULE, text, a -> infinite(a.text(0), a.text(1), a.text(2)), text, text, text);
        list.strict("kql_series_fft", RULE, text, a -> transform(a.text(0), a.text(1), false), text, text);
        list.strict("kql_series_ifft", RULE, text, a -> transform(a.text(0), a.text(1), true), text, text);
    }

    /** Without a word about it, a filter is normalised unless a coefficient is negative. */
    private static @Nullable String finite(@Nullable Object[] a) {
        if (a[0] == null || a[1] == null) {
            return null;
        }
        NumberArray series = NumberArray.read((String) a[0]);
        NumberArray filter = NumberArray.read((String) a[1]);
        double[] values = NumberArray.finite((String) a[0]);
        double[] coefficients = NumberArray.finite((String) a[1]);
        if (series == null || filter == null || values == null || coefficients == null) {
            return null;
        }
        check(values.length, coefficients.length);
        boolean differences = FiniteImpulseResponse.hasNegative(coefficients);
        boolean normalised = a[2] == null ? !differences : (Boolean) a[2];
        boolean centred = a[3] != null && (Boolean) a[3];
        if (normalised) {
            return differences
                    ? null
                    : NumberArrayWriter.reals(FiniteImpulseResponse.apply(
                            values, FiniteImpulseResponse.normalized(coefficients), centred));
        }
        double[] result = FiniteImpulseResponse.apply(values, coefficients, centred);
        boolean whole = series.integers() != null && filter.integers() != null && isExact(result);
        return whole ? NumberArrayWriter.integers(integers(result)) : NumberArrayWriter.reals(result);
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

    private static @Nullable String infinite(String json, String numerators, String denominators) {
        double[] series = NumberArray.finite(json);
        double[] above = NumberArray.finite(numerators);
        double[] below = NumberArray.finite(denominators);
        if (series == null || above == null || below == null || below.length == 0) {
            return null;
        }
        check(series.length, above.length + below.length);
        return NumberArrayWriter.reals(InfiniteImpulseResponse.apply(series, above, below));
    }

    private static void check(int elements, int coefficients) {
        if ((long) elements * coefficients > MOST_PRODUCTS) {
            throw new QueryFailure("A filter of %d coefficients over %d elements is too much work; shorten the filter"
                    .formatted(coefficients, elements));
        }
    }

    private static @Nullable String transform(String json, String imaginaryJson, boolean inverse) {
        double[] real = NumberArray.finite(json);
        double[] imaginary = imaginaryJson.equals("null") && real != null
                ? new double[real.length]
                : NumberArray.finite(imaginaryJson);
        if (real == null || imaginary == null || real.length != imaginary.length) {
            return null;
        }
        FourierTransform transform = FourierTransform.ofLength(real.length);
        ComplexSeries series = new ComplexSeries(real, imaginary);
        ComplexSeries result = inverse ? transform.inverse(series) : transform.forward(series);
        return new NumberArrayWriter(4 * real.length)
                .open('[')
                .array(result.real())
                .array(result.imaginary())
                .close(']')
                .toString();
    }
}
