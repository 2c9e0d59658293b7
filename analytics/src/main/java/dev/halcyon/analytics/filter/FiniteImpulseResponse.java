package dev.halcyon.analytics.filter;

/** {@code series_fir} (series.md, section 6): weighted sums of the latest elements; what precedes the series is 0. */
public final class FiniteImpulseResponse {

    private FiniteImpulseResponse() {}

    /**
     * y[i] = Σ coefficient[j] · x[i − j]. O(n·m).
     *
     * @param series x, of any length
     * @param coefficients the m weights, the newest element's first
     * @param centered true to shift the result (m − 1)/2 places towards the start
     * @return as many elements as {@code series}
     */
    public static double[] apply(double[] series, double[] coefficients, boolean centered) {
        int shift = centered ? (coefficients.length - 1) / 2 : 0;
        double[] result = new double[series.length];
        for (int i = 0; i < series.length; i++) {
            int newest = i + shift;
            int from = Math.max(0, newest - series.length + 1);
            int to = Math.min(coefficients.length - 1, newest);
            double total = 0;
            for (int j = from; j <= to; j++) {
                total += coefficients[j] * series[newest - j];
            }
            result[i] = total;
        }
        return result;
    }

    /**
     * The coefficients divided by their sum.
     *
     * @throws IllegalArgumentException when one is negative
     */
    public static double[] normalized(double[] coefficients) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum += coefficient;
        }
        if (hasNegative(coefficients)) {
            throw new IllegalArgumentException("Coefficients that include a negative one are not normalised.");
        }
        double[] result = coefficients.clone();
        for (int j = 0; j < result.length; j++) {
            result[j] /= sum;
        }
        return result;
    }

    /** True when a coefficient is negative: such a filter is a difference, not a mean. */
    public static boolean hasNegative(double[] coefficients) {
        for (double coefficient : coefficients) {
            if (coefficient < 0) {
                return true;
            }
        }
        return false;
    }
}
