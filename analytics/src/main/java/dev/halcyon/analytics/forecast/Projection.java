package dev.halcyon.analytics.forecast;

/**
 * A history seen by a method, and its continuation.
 *
 * @param fitted what the method expected of each point by the points before it; NaN where it expected nothing
 * @param forecast the points after the history
 * @param growth how much less certain each forecast is than the step to the first one, as a factor of its deviation
 */
public record Projection(double[] fitted, double[] forecast, double[] growth) {

    /**
     * The standard deviation of what the history held beyond what was expected; 0 when nothing was.
     *
     * @param history the points that were fitted
     */
    public double deviation(double[] history) {
        double squares = 0;
        int count = 0;
        for (int i = 0; i < history.length; i++) {
            double error = history[i] - fitted[i];
            if (!Double.isNaN(error)) {
                squares += error * error;
                count++;
            }
        }
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }
}
