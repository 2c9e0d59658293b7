package dev.halcyon.analytics.transform;

/** A forward transform in place. */
sealed interface ComplexAlgorithm permits MixedRadix, Bluestein {

    /** Above this prime factor the squared cost of a mixed radix pass exceeds that of a convolution. */
    int GREATEST_FACTOR = 31;

    /** Replaces the numbers by their transform. */
    void transform(double[] real, double[] imaginary);

    /** The cheaper algorithm for a length. */
    static ComplexAlgorithm of(int length) {
        return greatestPrimeFactor(length) <= GREATEST_FACTOR ? new MixedRadix(length) : new Bluestein(length);
    }

    private static int greatestPrimeFactor(int number) {
        int rest = number;
        int greatest = 1;
        for (int factor = 2; (long) factor * factor <= rest; factor++) {
            while (rest % factor == 0) {
                greatest = factor;
                rest /= factor;
            }
        }
        return Math.max(greatest, rest);
    }
}
