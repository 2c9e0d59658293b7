package dev.halcyon.analytics.forecast;

import dev.halcyon.analytics.regression.LineFit;

/**
 * The Theta method (V. Assimakopoulos and K. Nikolopoulos, "The theta model", 2000) in the form that R. J. Hyndman and
 * B. Billah gave it ("Unmasking the Theta method", 2003): simple exponential smoothing with half the slope of the trend
 * line as drift, on the series without its season.
 */
record ThetaModel(SeasonalAdjustment season, double smoothing, double slope) implements Forecaster {

    private static final double LEAST = 0.01;
    private static final double GREATEST = 0.99;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int STEPS = 20;

    static ThetaModel learn(double[] history, int period) {
        SeasonalAdjustment season = SeasonalAdjustment.of(history, period);
        double[] rest = season.remove(history);
        return new ThetaModel(season, smoothing(rest), LineFit.of(rest).slope());
    }

    /** The parameter with the least squared error, by golden section. */
    private static double smoothing(double[] rest) {
        double from = LEAST;
        double to = GREATEST;
        double lower = to - GOLDEN * (to - from);
        double upper = from + GOLDEN * (to - from);
        double lowerError = squaredError(rest, lower);
        double upperError = squaredError(rest, upper);
        for (int step = 0; step < STEPS; step++) {
            if (lowerError <= upperError) {
                to = upper;
                upper = lower;
                upperError = lowerError;
                lower = to - GOLDEN * (to - from);
                lowerError = squaredError(rest, lower);
            } else {
                from = lower;
                lower = upper;
                lowerError = upperError;
                upper = from + GOLDEN * (to - from);
                upperError = squaredError(rest, upper);
            }
        }
        return (from + to) / 2;
    }

    private static double squaredError(double[] rest, double smoothing) {
        double level = rest[0];
        double squares = 0;
        for (int i = 1; i < rest.length; i++) {
            double error = rest[i] - level;
            squares += error * error;
            level += smoothing * error;
        }
        return squares;
    }

    @Override
    public Projection project(double[] history, int points) {
        double[] rest = season.remove(history);
        int length = history.length;
        double[] fitted = new double[length];
        double level = rest[0];
        double forgotten = 1;
        fitted[0] = Double.NaN;
        for (int i = 1; i < length; i++) {
            forgotten *= 1 - smoothing;
            fitted[i] = level + slope / 2 * (1 - forgotten) / smoothing + season.at(i);
            level += smoothing * (rest[i] - level);
        }
        forgotten *= 1 - smoothing;
        double[] forecast = new double[points];
        double[] growth = new double[points];
        for (int i = 0; i < points; i++) {
            forecast[i] = level + slope / 2 * (i + (1 - forgotten) / smoothing) + season.at(length + i);
            growth[i] = Math.sqrt(1 + i * smoothing * smoothing);
        }
        return new Projection(fitted, forecast, growth);
    }
}
