package dev.halcyon.analytics.regression;

/** How well a model fits. */
final class Goodness {

    /** What the squares around the mean of a constant series may reach by rounding, relative to the mean's square. */
    private static final double ROUNDING = 1e-26;

    private Goodness() {}

    static double rsquare(double residualSquares, double totalSquares, double mean, int count) {
        return totalSquares <= ROUNDING * mean * mean * count ? 1 : 1 - residualSquares / totalSquares;
    }

    /** The sample variance; 0 for one value. */
    static double variance(double squares, int count) {
        return count > 1 ? squares / (count - 1) : 0;
    }
}
