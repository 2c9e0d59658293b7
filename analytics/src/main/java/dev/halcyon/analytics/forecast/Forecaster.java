package dev.halcyon.analytics.forecast;

/** A method whose parameters are learned. */
@FunctionalInterface
public interface Forecaster {

    /**
     * Continues a history.
     *
     * @param history finite numbers, at least one, the series it learned from or one that goes on from it
     * @param points how many points to forecast
     */
    Projection project(double[] history, int points);
}
