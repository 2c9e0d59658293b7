package dev.halcyon.analytics.filter;

/** {@code series_iir} (series.md, section 6): a recursive filter; inputs and outputs before the series are 0. */
public final class InfiniteImpulseResponse {

    private InfiniteImpulseResponse() {}

    /**
     * y[i] = (Σ numerator[k] · x[i − k] − Σ denominator[k ≥ 1] · y[i − k]) / denominator[0]. O(n·m).
     *
     * @throws IllegalArgumentException when there is no denominator
     */
    public static double[] apply(double[] series, double[] numerators, double[] denominators) {
        if (denominators.length == 0) {
            throw new IllegalArgumentException("A recursive filter needs at least one denominator.");
        }
        double[] result = new double[series.length];
        for (int i = 0; i < series.length; i++) {
            double total = 0;
            for (int k = 0; k < numerators.length && k <= i; k++) {
                total += numerators[k] * series[i - k];
            }
            for (int k = 1; k < denominators.length && k <= i; k++) {
                total -= denominators[k] * result[i - k];
            }
            result[i] = total / denominators[0];
        }
        return result;
    }
}
