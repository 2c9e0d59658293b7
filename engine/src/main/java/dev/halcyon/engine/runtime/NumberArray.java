package dev.halcyon.engine.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A series read from the JSON text of an array, without an object for each element. A single number is a series that
 * repeats it. Elements that are no numbers are missing.
 */
final class NumberArray {

    private final double[] values;
    private final boolean @Nullable [] missing;
    private final long @Nullable [] integers;
    private final boolean single;

    NumberArray(double[] values, boolean @Nullable [] missing, long @Nullable [] integers, boolean single) {
        this.values = values;
        this.missing = missing;
        this.integers = integers;
        this.single = single;
    }

    /** The series of a text; null when it is neither an array nor a number. */
    static @Nullable NumberArray read(String json) {
        return new NumberArrayReader(json, false).read();
    }

    /** A list as a series: what is missing is NaN. */
    static NumberArray of(NumberList list) {
        return switch (list) {
            case NumberList.Reals reals -> new NumberArray(reals.orNaN(), reals.missing(), null, false);
            case NumberList.Integers integers ->
                new NumberArray(integers.toReals().orNaN(), integers.missing(), integers.values(), false);
        };
    }

    /** A number that repeats itself. */
    static NumberArray single(double value) {
        return new NumberArray(new double[] {value}, null, null, true);
    }

    /** A whole number that repeats itself. */
    static NumberArray single(long value) {
        return new NumberArray(new double[] {value}, null, new long[] {value}, true);
    }

    boolean @Nullable [] missing() {
        return missing;
    }

    NumberList.Reals toList() {
        return new NumberList.Reals(values, missing);
    }

    /** The elements of an array that all are finite numbers; null for anything else. */
    static double @Nullable [] finite(String json) {
        NumberArray array = read(json);
        return array == null || array.single ? null : array.toList().finite();
    }

    int length() {
        return values.length;
    }

    boolean isSingle() {
        return single;
    }

    /** The numbers; NaN where one is missing. */
    double[] values() {
        return values;
    }

    boolean isMissing(int index) {
        return missing != null && missing[index];
    }

    boolean hasMissing() {
        return missing != null;
    }

    /** The numbers when all that are present are integers, else null. */
    long @Nullable [] integers() {
        return integers;
    }

    /** The series with this many elements: a single number repeated, an array as it is. */
    NumberArray repeated(int count) {
        if (!single) {
            return this;
        }
        double[] reals = new double[count];
        Arrays.fill(reals, values[0]);
        long[] whole = null;
        if (integers != null) {
            whole = new long[count];
            Arrays.fill(whole, integers[0]);
        }
        return new NumberArray(reals, null, whole, false);
    }
}
