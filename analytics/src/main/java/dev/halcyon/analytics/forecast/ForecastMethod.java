package dev.halcyon.analytics.forecast;

import dev.halcyon.analytics.decompose.DecompositionOptions;
import dev.halcyon.analytics.decompose.SeriesDecomposition;
import dev.halcyon.analytics.decompose.Trend;
import java.util.Arrays;
import java.util.Locale;

/** The methods, simplest first: of two that would have done equally well, the simpler one is taken. */
public enum ForecastMethod {
    /** The latest season again; without a season the latest value. */
    SEASONAL_NAIVE {
        @Override
        public Forecaster learn(double[] history, int period) {
            return (series, points) -> RepeatedSeason.project(series, points, period, false);
        }
    },
    /** The latest season again, moved on by the average change from season to season. */
    DRIFT {
        @Override
        public Forecaster learn(double[] history, int period) {
            return (series, points) -> RepeatedSeason.project(series, points, period, true);
        }
    },
    /** Half the trend line, half exponential smoothing. */
    THETA {
        @Override
        public Forecaster learn(double[] history, int period) {
            return ThetaModel.learn(history, period);
        }
    },
    /** Exponential smoothing as a state space model. */
    ETS {
        @Override
        public Forecaster learn(double[] history, int period) {
            return ExponentialSmoothing.learn(history, period);
        }
    },
    /** Seasonal medians and a straight line, as {@code series_decompose_forecast} has them. */
    DECOMPOSITION {
        @Override
        public Forecaster learn(double[] history, int period) {
            return (series, points) -> {
                double[] open = Arrays.copyOf(series, series.length + points);
                double[] baseline = SeriesDecomposition.forecast(
                        open,
                        points,
                        new DecompositionOptions(
                                period > 1 ? period : 0, Trend.LINE, points, DecompositionOptions.THRESHOLD));
                double[] growth = new double[points];
                Arrays.fill(growth, 1);
                return new Projection(
                        Arrays.copyOf(baseline, series.length),
                        Arrays.copyOfRange(baseline, series.length, open.length),
                        growth);
            };
        }
    };

    /**
     * Learns the parameters.
     *
     * @param history finite numbers, at least one
     * @param period the length of a season in points; below 2 for none
     */
    public abstract Forecaster learn(double[] history, int period);

    /** The name as users write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
