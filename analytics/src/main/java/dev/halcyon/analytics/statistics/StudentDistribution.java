package dev.halcyon.analytics.statistics;

/** Student's t distribution. */
final class StudentDistribution {

    private static final int MOST_TERMS = 10_000;
    private static final double PRECISION = 1e-16;
    private static final double TINY = 1e-300;

    /** Coefficients of C. Lanczos's series for the gamma function with g = 7. */
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private StudentDistribution() {}

    /** The probability that a value lies at least as far from 0 as {@code t}, on either side. */
    static double twoSided(double t, double degrees) {
        return regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
    }

    private static double regularizedBeta(double x, double a, double b) {
        if (!(x > 0 && x < 1)) {
            return x <= 0 ? 0 : x >= 1 ? 1 : Double.NaN;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        // The continued fraction converges fast on this side of the mean; on the other the complement does.
        return x < (a + 1) / (a + b + 2)
                ? front * continuedFraction(x, a, b) / a
                : 1 - front * continuedFraction(1 - x, b, a) / b;
    }

    /** The continued fraction of the incomplete beta function, evaluated from the front (W. J. Lentz, 1976). */
    private static double continuedFraction(double x, double a, double b) {
        double numerator = 1;
        double denominator = 1 / away(1 - (a + b) * x / (a + 1));
        double value = denominator;
        for (int m = 1; m <= MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            denominator = 1 / away(1 + even * denominator);
            numerator = away(1 + even / numerator);
            value *= denominator * numerator;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            denominator = 1 / away(1 + odd * denominator);
            numerator = away(1 + odd / numerator);
            double change = denominator * numerator;
            value *= change;
            if (Math.abs(change - 1) < PRECISION) {
                break;
            }
        }
        return value;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double logGamma(double x) {
        double shifted = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (shifted + i);
        }
        double t = shifted + LANCZOS.length - 1.5;
        return Math.log(2 * Math.PI) / 2 + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
