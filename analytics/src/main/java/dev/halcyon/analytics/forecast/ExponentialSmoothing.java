package dev.halcyon.analytics.forecast;

import dev.halcyon.analytics.regression.LineFit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Exponential smoothing with additive errors (R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder, "Forecasting with
 * exponential smoothing: the state space approach", 2008): no, linear or damped trend, with or without an additive
 * season. Smoothing parameters, first level and first slope have the greatest likelihood; the first season is that of
 * classical decomposition; the form has the least AICc.
 */
record ExponentialSmoothing(Form form, Parameters parameters, double mean, double unit, int skipped)
        implements Forecaster {

    /** Older points hardly matter to a smoothing; so many, or five seasons, are learned from. */
    private static final int LONGEST = 1000;

    private static final int LEAST_CYCLES = 2;
    private static final int KEPT_CYCLES = 5;
    private static final int EVALUATIONS_PER_PARAMETER = 60;
    private static final int FIRST_LINE = 10;
    private static final double LEAST_VARIANCE = 1e-20;
    private static final double LEAST_DAMPING = 0.8;
    private static final double GREATEST_DAMPING = 0.98;

    /** Which components there are. */
    record Form(boolean trend, boolean damped, int period) {
        boolean seasonal() {
            return period > 1;
        }

        int count() {
            return 2 + (trend ? 2 : 0) + (damped ? 1 : 0) + (seasonal() ? 1 : 0);
        }
    }

    /** Smoothing of level, slope and season, the damping of the slope, and the first states. */
    record Parameters(
            double alpha, double beta, double gamma, double phi, double level, double slope, double[] season) {}

    static ExponentialSmoothing learn(double[] history, int period) {
        int skipped = Math.max(0, history.length - Math.max(LONGEST, KEPT_CYCLES * Math.max(0, period)));
        double[] recent = Arrays.copyOfRange(history, skipped, history.length);
        double mean = Arrays.stream(recent).average().orElse(0);
        double unit = Math.sqrt(Arrays.stream(recent)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
        double divisor = unit > 0 && Double.isFinite(unit) ? unit : 1;
        double[] series = normal(recent, mean, divisor);
        boolean seasonal = period > 1 && series.length >= (long) LEAST_CYCLES * period;
        ExponentialSmoothing best = fit(series, new Form(false, false, 1), mean, divisor, skipped);
        double least = best.criterion(series);
        for (int season : seasonal ? new int[] {1, period} : new int[] {1}) {
            for (int trend = season == 1 ? 1 : 0; trend <= 2; trend++) {
                ExponentialSmoothing other =
                        fit(series, new Form(trend > 0, trend > 1, season), mean, divisor, skipped);
                double criterion = other.criterion(series);
                if (criterion < least) {
                    best = other;
                    least = criterion;
                }
            }
        }
        return best;
    }

    private static double[] normal(double[] series, double mean, double unit) {
        return Arrays.stream(series).map(value -> (value - mean) / unit).toArray();
    }

    private static ExponentialSmoothing fit(double[] series, Form form, double mean, double unit, int skipped) {
        SeasonalAdjustment season = SeasonalAdjustment.of(series, form.period);
        double[] rest = season.remove(series);
        LineFit line = LineFit.of(rest, 0, Math.min(rest.length, Math.max(FIRST_LINE, season.period())));
        double[] start = new double[form.count()];
        start[0] = -1;
        start[1] = form.trend ? line.interception() : rest[0];
        int next = 2;
        if (form.trend) {
            start[next++] = -2;
            start[next++] = line.slope();
        }
        if (form.damped) {
            start[next++] = 1;
        }
        if (form.seasonal()) {
            start[next] = -2;
        }
        double[] places = season.places();
        double[] found = NelderMead.minimize(
                free -> run(series, form, parameters(free, form, places), null),
                start,
                0.5,
                EVALUATIONS_PER_PARAMETER * start.length);
        return new ExponentialSmoothing(form, parameters(found, form, places), mean, unit, skipped);
    }

    /** Turns free numbers into parameters within their bounds. */
    private static Parameters parameters(double[] free, Form form, double[] season) {
        double alpha = share(free[0]);
        int next = 2;
        double beta = form.trend ? alpha * share(free[next++]) : 0;
        double slope = form.trend ? free[next++] : 0;
        double phi = form.damped ? LEAST_DAMPING + (GREATEST_DAMPING - LEAST_DAMPING) * share(free[next++]) : 1;
        double gamma = form.seasonal() ? (1 - alpha) * share(free[next]) : 0;
        return new Parameters(alpha, beta, gamma, phi, free[1], slope, season);
    }

    private static double share(double free) {
        return 1 / (1 + Math.exp(-free));
    }

    /** The states after the last point. */
    private static final class States {
        double level;
        double slope;
        double[] season = {};
    }

    /** Runs through a series and gives the sum of squared errors. */
    private static double run(double[] series, Form form, Parameters p, @Nullable Run outcome) {
        double level = p.level;
        double slope = p.slope;
        double[] season = p.season.clone();
        int period = season.length;
        double squares = 0;
        int place = 0;
        for (int i = 0; i < series.length; i++) {
            double moved = level + p.phi * slope;
            double expected = moved + season[place];
            double error = series[i] - expected;
            squares += error * error;
            level = moved + p.alpha * error;
            slope = p.phi * slope + p.beta * error;
            if (form.seasonal()) {
                season[place] += p.gamma * error;
            }
            if (outcome != null) {
                outcome.expected[i] = expected;
            }
            place = place + 1 == period ? 0 : place + 1;
        }
        if (outcome != null) {
            outcome.states.level = level;
            outcome.states.slope = slope;
            outcome.states.season = season;
        }
        return squares;
    }

    private record Run(double[] expected, States states) {}

    /** Akaike's criterion with the correction for few points. */
    private double criterion(double[] series) {
        int count = form.count() + (form.seasonal() ? form.period - 1 : 0) + 1;
        int length = series.length;
        if (length <= count + 1) {
            return Double.POSITIVE_INFINITY;
        }
        double variance = Math.max(run(series, form, parameters, null) / length, LEAST_VARIANCE);
        return length * Math.log(variance) + 2.0 * count + 2.0 * count * (count + 1) / (length - count - 1);
    }

    @Override
    public Projection project(double[] history, int points) {
        double[] series = normal(Arrays.copyOfRange(history, skipped, history.length), mean, unit);
        Run run = new Run(new double[series.length], new States());
        run(series, form, parameters, run);
        double[] fitted = new double[history.length];
        Arrays.fill(fitted, 0, skipped, Double.NaN);
        for (int i = 0; i < series.length; i++) {
            fitted[skipped + i] = mean + unit * run.expected[i];
        }
        double[] forecast = new double[points];
        double[] growth = new double[points];
        int period = run.states.season.length;
        double slope = run.states.slope;
        double trend = 0;
        double damped = 0;
        double power = 1;
        double variance = 1;
        for (int i = 0; i < points; i++) {
            power *= parameters.phi;
            trend += power * slope;
            forecast[i] = mean + unit * (run.states.level + trend + run.states.season[(series.length + i) % period]);
            growth[i] = Math.sqrt(variance);
            // What an error at this point would do to the forecasts after it.
            damped += power;
            boolean again = form.seasonal() && (i + 1) % period == 0;
            double effect = parameters.alpha + parameters.beta * damped + (again ? parameters.gamma : 0);
            variance += effect * effect;
        }
        return new Projection(fitted, forecast, growth);
    }
}
