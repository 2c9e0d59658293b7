/**
 * Forecasts with prediction intervals by the method that would have forecast the recent past best.
 *
 * <p>{@link dev.halcyon.analytics.forecast.ForecastMethod} lists the methods, simplest first. Each learns its parameters
 * from a series and gives a {@link dev.halcyon.analytics.forecast.Forecaster}, which projects that series or a longer
 * one; {@link dev.halcyon.analytics.forecast.HoldOutForecast} holds them against the end of the history and takes the
 * best.
 */
@NullMarked
package dev.halcyon.analytics.forecast;

import org.jspecify.annotations.NullMarked;
