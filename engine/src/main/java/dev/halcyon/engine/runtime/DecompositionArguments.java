package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.decompose.DecompositionOptions;
import dev.halcyon.analytics.decompose.Trend;
import dev.halcyon.analytics.outliers.TukeyFences;
import dev.halcyon.engine.runtime.FunctionList.Arguments;
import org.jspecify.annotations.Nullable;

/** What the functions of decomposition have in common: series, period, trend, test points, threshold of the period. */
record DecompositionArguments(double[] series, DecompositionOptions options) {

    /**
     * The first five arguments; null when the series holds something else than finite numbers or nothing to learn from.
     *
     * @throws QueryFailure when an option is wrong
     */
    static @Nullable DecompositionArguments read(Arguments a) {
        double[] series = ((NumberList.Reals) a.object(0)).finite();
        DecompositionOptions options =
                new DecompositionOptions(period(a.integer(1)), trend(a.text(2)), count(a.integer(3)), a.real(4));
        return series == null || learnsNothing(series, options.testPoints())
                ? null
                : new DecompositionArguments(series, options);
    }

    static TukeyFences fences(String method) {
        return SeriesModelFunctions.fences(
                method, TukeyFences.CUSTOM_LOWER, TukeyFences.CUSTOM_UPPER, "series_decompose_anomalies()");
    }

    static boolean learnsNothing(double[] series, int testPoints) {
        return series.length > 0 && testPoints >= series.length;
    }

    static int period(long period) {
        return period == DecompositionOptions.DETECT ? DecompositionOptions.DETECT : count(period);
    }

    static int count(long number) {
        return Math.clamp(number, 0, Integer.MAX_VALUE);
    }

    private static Trend trend(String name) {
        return switch (name) {
            case "avg" -> Trend.AVERAGE;
            case "linefit" -> Trend.LINE;
            case "none" -> Trend.NONE;
            default ->
                throw new QueryFailure(
                        "'%s' is no trend of a decomposition; it is 'avg', 'linefit' or 'none'".formatted(name));
        };
    }
}
