package dev.halcyon.analytics.statistics;

/** {@code welch_test} (series.md, section 4): whether two means differ when the variances may. */
public final class WelchTest {

    private WelchTest() {}

    /**
     * The two-sided p-value, with the degrees of freedom of Welch and Satterthwaite.
     *
     * @return 0 … 1; NaN when a sample has fewer than two values, or neither varies and the means agree
     */
    public static double pValue(
            double mean1, double variance1, double count1, double mean2, double variance2, double count2) {
        double error1 = variance1 / count1;
        double error2 = variance2 / count2;
        double error = error1 + error2;
        double t = (mean1 - mean2) / Math.sqrt(error);
        if (!(count1 > 1 && count2 > 1) || Double.isNaN(t)) {
            return Double.NaN;
        }
        if (Double.isInfinite(t)) {
            return 0;
        }
        double degrees = error * error / (error1 * error1 / (count1 - 1) + error2 * error2 / (count2 - 1));
        return StudentDistribution.twoSided(t, degrees);
    }
}
