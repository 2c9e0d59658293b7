package dev.halcyon.analytics.statistics;

/** The standard normal distribution. */
public final class NormalDistribution {

    private static final double FARTHEST = 8;

    private NormalDistribution() {}

    /** The probability of a value below {@code z}. */
    public static double cumulative(double z) {
        if (Math.abs(z) > FARTHEST) {
            return z > 0 ? 1 : 0;
        }
        // Φ(z) = ½ + φ(z)·(z + z³/3 + z⁵/(3·5) + …): all terms have one sign, so nothing cancels.
        double term = z;
        double sum = z;
        for (int odd = 3; Math.abs(term) > Math.abs(sum) * 1e-17; odd += 2) {
            term *= z * z / odd;
            sum += term;
        }
        return 0.5 + sum * density(z);
    }

    /** The density at {@code z}. */
    public static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /**
     * The value below which lies {@code probability} of the distribution.
     *
     * @throws IllegalArgumentException unless the probability lies in 10⁻⁶ … 1 − 10⁻⁶, where it is accurate
     */
    public static double quantile(double probability) {
        if (!(probability >= 1e-6 && probability <= 1 - 1e-6)) {
            throw new IllegalArgumentException("A normal quantile of %s is not computed.".formatted(probability));
        }
        // From the median, Newton's method approaches the quantile from one side and cannot overshoot.
        double z = 0;
        for (int step = 0; step < 100; step++) {
            double change = (probability - cumulative(z)) / density(z);
            z += change;
            if (Math.abs(change) <= 1e-15 * Math.abs(z)) {
                break;
            }
        }
        return z;
    }
}
