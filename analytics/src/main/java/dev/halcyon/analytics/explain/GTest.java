package dev.halcyon.analytics.explain;

import dev.halcyon.analytics.statistics.NormalDistribution;

/** The likelihood-ratio test of independence in a table of two by two counts, or of other sizes of samples. */
final class GTest {

    /** From here on the tail is computed directly, as 1 − Φ has lost its digits. */
    private static final double TAIL = 3;

    private static final int FRACTIONS = 80;

    private GTest() {}

    /** The statistic G of {@code a, b} inside a segment and {@code c, d} outside. */
    static double statistic(double a, double b, double c, double d) {
        double sum = term(a)
                + term(b)
                + term(c)
                + term(d)
                + term(a + b + c + d)
                - term(a + b)
                - term(c + d)
                - term(a + c)
                - term(b + d);
        return Math.max(0, 2 * sum);
    }

    private static double term(double x) {
        return x > 0 ? x * Math.log(x) : 0;
    }

    /** The probability of a G as great by chance: χ² with one degree of freedom. */
    static double probability(double statistic) {
        double z = Math.sqrt(statistic);
        if (z < TAIL) {
            return 2 * (1 - NormalDistribution.cumulative(z));
        }
        double fraction = z;
        for (int k = FRACTIONS; k > 0; k--) {
            fraction = z + k / fraction;
        }
        return 2 * NormalDistribution.density(z) / fraction;
    }
}
