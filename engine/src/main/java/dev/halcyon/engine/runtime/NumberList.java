package dev.halcyon.engine.runtime;

import org.jspecify.annotations.Nullable;

/** A list of numbers as an engine stores it: an array, and a mask where elements are missing. */
public sealed interface NumberList extends MixedNumbers {

    /** Which elements are missing; null when none is. Their values mean nothing. */
    boolean @Nullable [] missing();

    int length();

    /** True when the element is there. */
    default boolean has(int index) {
        boolean[] mask = missing();
        return mask == null || !mask[index];
    }

    /** The mask; null when it marks nothing. */
    static boolean @Nullable [] anyOrNull(boolean[] missing) {
        for (boolean each : missing) {
            if (each) {
                return missing;
            }
        }
        return null;
    }

    /** Real numbers. */
    record Reals(double[] values, boolean @Nullable [] missing) implements NumberList {

        /** None missing. */
        static Reals of(double... values) {
            return new Reals(values, null);
        }

        /** What is NaN is missing. */
        static Reals withGaps(double[] values) {
            boolean[] missing = new boolean[values.length];
            for (int index = 0; index < missing.length; index++) {
                missing[index] = Double.isNaN(values[index]);
            }
            return new Reals(values, anyOrNull(missing));
        }

        @Override
        public int length() {
            return values.length;
        }

        /** The numbers, NaN where one is missing. */
        double[] orNaN() {
            if (missing == null) {
                return values;
            }
            double[] numbers = values.clone();
            for (int index = 0; index < numbers.length; index++) {
                numbers[index] = missing[index] ? Double.NaN : numbers[index];
            }
            return numbers;
        }

        /** The numbers when all are there and finite, else null. */
        double @Nullable [] finite() {
            if (missing != null) {
                return null;
            }
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    return null;
                }
            }
            return values;
        }
    }

    @Override
    default String json() {
        return NumberArrayWriter.list(this);
    }

    @Override
    default Reals toReals() {
        return switch (this) {
            case Reals reals -> reals;
            case Integers integers -> {
                double[] reals = new double[integers.length()];
                for (int index = 0; index < reals.length; index++) {
                    reals[index] = integers.values()[index];
                }
                yield new Reals(reals, integers.missing());
            }
        };
    }

    /** Whole numbers. */
    record Integers(long[] values, boolean @Nullable [] missing) implements NumberList {

        /** None missing. */
        static Integers of(int... values) {
            long[] wide = new long[values.length];
            for (int index = 0; index < wide.length; index++) {
                wide[index] = values[index];
            }
            return new Integers(wide, null);
        }

        @Override
        public int length() {
            return values.length;
        }
    }
}
