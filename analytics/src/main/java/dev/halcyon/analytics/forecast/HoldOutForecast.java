package dev.halcyon.analytics.forecast;

import dev.halcyon.analytics.decompose.DecompositionOptions;
import dev.halcyon.analytics.periods.ScoredPeriod;
import dev.halcyon.analytics.periods.SeasonalPeriods;
import dev.halcyon.analytics.statistics.NormalDistribution;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A forecast by the method that would have forecast the latest points best: each learns from what came before them and
 * forecasts them from up to three origins in turn. The method with the least mean absolute error is then taught the whole
 * history.
 *
 * <p>Prediction intervals are normal, as wide as the errors of the fit say, or as those of the hold-out say when these
 * were greater. What has never been negative is not forecast to be: counts, durations and rates keep forecasts and
 * intervals from 0 on.
 *
 * @param forecast what was expected of each point of the history by those before it, then the forecasts
 * @param lower NaN in the history, then the lower ends of the intervals
 * @param upper NaN in the history, then the upper ends of the intervals
 * @param method the method
 */
public record HoldOutForecast(double[] forecast, double[] lower, double[] upper, ForecastMethod method) {

    private static final int ORIGINS = 3;

    /** The hold-out takes at most this share of the history. */
    private static final int LARGEST_SHARE = 5;

    private static final int LEAST_LEARNED = 8;

    /** Errors that differ by less than this share of the greatest value are equal. */
    private static final double ROUNDING = 1e-12;

    /**
     * Forecasts the last points of a series, whose values are not looked at. About O(n) for each method, with a large
     * factor for exponential smoothing.
     *
     * @param series the history and then {@code points} places to fill; NaN and infinity where a value is missing
     * @throws IllegalArgumentException when the points leave no history
     */
    public static HoldOutForecast of(double[] series, int points, ForecastOptions options) {
        int length = series.length - points;
        if (points < 0 || length < 1) {
            throw new IllegalArgumentException(
                    "%d points leave nothing of %d elements.".formatted(points, series.length));
        }
        double[] history = filled(Arrays.copyOf(series, length));
        int period = period(history, options.seasonality());
        Trial best = options.method()
                .map(method -> Trial.of(method, history, points, period))
                .orElseGet(() -> best(history, points, period));
        Projection projection = best.method.learn(history, period).project(history, points);
        double[] forecast = Arrays.copyOf(projection.fitted(), series.length);
        double[] lower = new double[series.length];
        double[] upper = new double[series.length];
        Arrays.fill(lower, 0, length, Double.NaN);
        Arrays.fill(upper, 0, length, Double.NaN);
        double width = NormalDistribution.quantile((1 + options.confidence()) / 2)
                * projection.deviation(history)
                * best.surprise;
        double least = Arrays.stream(history).allMatch(value -> value >= 0) ? 0 : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points; i++) {
            double value = projection.forecast()[i];
            forecast[length + i] = Math.max(least, value);
            lower[length + i] = Math.max(least, value - width * projection.growth()[i]);
            upper[length + i] = Math.max(least, value + width * projection.growth()[i]);
        }
        return new HoldOutForecast(forecast, lower, upper, best.method);
    }

    private static Trial best(double[] history, int points, int period) {
        double greatest = Arrays.stream(history).map(Math::abs).max().orElse(0);
        double rounding = ROUNDING * greatest;
        @Nullable Trial best = null;
        for (ForecastMethod method : ForecastMethod.values()) {
            Trial trial = Trial.of(method, history, points, period);
            if (best == null || trial.error < best.error - rounding) {
                best = trial;
            }
        }
        return Objects.requireNonNull(best);
    }

    /** Gaps become straight lines, gaps at the ends the nearest value; a series without values is 0. */
    private static double[] filled(double[] series) {
        int before = -1;
        for (int i = 0; i <= series.length; i++) {
            if (i < series.length && !Double.isFinite(series[i])) {
                continue;
            }
            for (int gap = before + 1; gap < i; gap++) {
                double left = before >= 0 ? series[before] : i < series.length ? series[i] : 0;
                double right = i < series.length ? series[i] : left;
                series[gap] = left + (right - left) * (gap - before) / (i - before);
            }
            before = i;
        }
        return series;
    }

    private static int period(double[] history, int seasonality) {
        if (seasonality != ForecastOptions.DETECT) {
            return seasonality;
        }
        Optional<ScoredPeriod> found =
                SeasonalPeriods.best(history).filter(best -> best.score() >= DecompositionOptions.THRESHOLD);
        return found.map(best -> (int) best.period()).orElse(0);
    }

    /**
     * How a method did on the hold-out.
     *
     * @param error the mean absolute error
     * @param surprise how many times greater the errors were than the fit had said, at least 1
     */
    private record Trial(ForecastMethod method, double error, double surprise) {

        static Trial of(ForecastMethod method, double[] history, int points, int period) {
            int horizon = Math.clamp(points, 1, Math.max(1, history.length / LARGEST_SHARE));
            int least = Math.max(LEAST_LEARNED, 2 * Math.min(period, history.length / 2));
            int origins = Math.clamp((history.length - least) / horizon, 0, ORIGINS);
            if (origins == 0) {
                return new Trial(method, 0, 1);
            }
            int first = history.length - origins * horizon;
            Forecaster forecaster = method.learn(Arrays.copyOf(history, first), period);
            double errors = 0;
            double surprises = 0;
            double expected = 0;
            for (int origin = first; origin < history.length; origin += horizon) {
                double[] known = Arrays.copyOf(history, origin);
                Projection projection = forecaster.project(known, horizon);
                double deviation = projection.deviation(known);
                for (int i = 0; i < horizon; i++) {
                    double error = history[origin + i] - projection.forecast()[i];
                    errors += Math.abs(error);
                    surprises += error * error;
                    expected += Math.pow(deviation * projection.growth()[i], 2);
                }
            }
            double surprise = expected > 0 ? Math.sqrt(surprises / expected) : 1;
            double mean = errors / (origins * horizon);
            return new Trial(method, Double.isNaN(mean) ? Double.POSITIVE_INFINITY : mean, Math.max(1, surprise));
        }
    }
}
