package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.decompose.DecompositionOptions;
import dev.halcyon.analytics.decompose.SeasonalProfile;
import dev.halcyon.analytics.outliers.TukeyFences;
import dev.halcyon.analytics.periods.ScoredPeriod;
import dev.halcyon.analytics.periods.SeasonalPeriods;
import dev.halcyon.engine.runtime.FunctionList.Arguments;
import dev.halcyon.engine.runtime.ListFunction.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Seasons, periods and outliers (series.md, sections 1 to 3).
 */
final class SeriesModelFunctions {

    private static final String RULE = "series.md, sections 1 to 3";
    private static final int MOST_PERIODS = 1024;

    private SeriesModelFunctions() {}

    static List<ListFunction> lists() {
        List<Shape> reals = List.of(Shape.REALS);
        List<Shape> periods = List.of(Shape.REALS, Shape.REALS);
        return List.of(
                ListFunctions.strict(
                        "kql_series_seasonal",
                        RULE,
                        reals,
                        SeriesModelFunctions::seasonal,
                        Shape.REALS,
                        Shape.INTEGER,
                        Shape.INTEGER),
                ListFunctions.strict(
                        "kql_series_outliers",
                        RULE,
                        reals,
                        SeriesModelFunctions::outliers,
                        Shape.REALS,
                        Shape.TEXT,
                        Shape.TEXT,
                        Shape.REAL,
                        Shape.REAL,
                        Shape.INTEGER),
                ListFunctions.strict(
                        "kql_series_periods_detect",
                        RULE,
                        periods,
                        SeriesModelFunctions::detect,
                        Shape.REALS,
                        Shape.REAL,
                        Shape.REAL,
                        Shape.INTEGER),
                ListFunctions.strict(
                        "kql_series_periods_validate",
                        RULE,
                        periods,
                        SeriesModelFunctions::validate,
                        Shape.REALS,
                        Shape.TEXT));
    }

    private static NumberList.@Nullable Reals seasonal(Arguments a) {
        double[] series = a.reals(0).finite();
        int training = series == null ? 0 : Math.max(0, series.length - DecompositionArguments.count(a.integer(2)));
        if (series == null
                || DecompositionArguments.learnsNothing(series, DecompositionArguments.count(a.integer(2)))) {
            return null;
        }
        int period = DecompositionArguments.period(a.integer(1));
        return NumberList.Reals.of(
                period == DecompositionOptions.DETECT
                        ? SeasonalProfile.detected(series, training, SeasonalProfile.THRESHOLD)
                        : SeasonalProfile.ofPeriod(series, training, period));
    }

    /** Nulls, values that are not finite and the value to ignore score 0. */
    private static NumberList.Reals outliers(Arguments a) {
        TukeyFences fences = fences(a.text(1), a.real(3), a.real(4), "series_outliers()");
        NumberArray ignored = NumberArray.read(a.text(2));
        double[] values = a.reals(0).orNaN().clone();
        for (int index = 0; index < values.length; index++) {
            boolean skip = !Double.isFinite(values[index])
                    || (ignored != null && ignored.isSingle() && values[index] == ignored.values()[0]);
            values[index] = skip ? Double.NaN : values[index];
        }
        int training = Math.max(0, values.length - DecompositionArguments.count(a.integer(5)));
        return NumberList.Reals.of(fences.scores(values, training));
    }

    static TukeyFences fences(String kind, double lower, double upper, String function) {
        try {
            return switch (kind) {
                case "ctukey" -> TukeyFences.custom(lower, upper);
                case "tukey" -> TukeyFences.CLASSIC;
                default ->
                    throw new QueryFailure(
                            "%s: '%s' is no method; it is 'ctukey' or 'tukey'".formatted(function, kind));
            };
        } catch (IllegalArgumentException e) {
            throw new QueryFailure("%s: percentiles must rise and lie between 2 and 98, not %s and %s"
                    .formatted(function, lower, upper));
        }
    }

    private static Object @Nullable [] detect(Arguments a) {
        double[] series = a.reals(0).finite();
        long count = a.integer(3);
        if (count < 0 || count > MOST_PERIODS) {
            throw new QueryFailure(
                    "series_periods_detect() gives 0 to %d periods, not %d".formatted(MOST_PERIODS, count));
        }
        if (series == null) {
            return null;
        }
        List<ScoredPeriod> found = SeasonalPeriods.detect(series, a.real(1), a.real(2), (int) count);
        double[] periods = new double[(int) count];
        double[] scores = new double[(int) count];
        for (int index = 0; index < found.size(); index++) {
            periods[index] = found.get(index).period();
            scores[index] = found.get(index).score();
        }
        return new Object[] {NumberList.Reals.of(periods), NumberList.Reals.of(scores)};
    }

    private static Object @Nullable [] validate(Arguments a) {
        double[] series = a.reals(0).finite();
        double[] periods = NumberArray.finite(a.text(1));
        return series == null || periods == null
                ? null
                : new Object[] {
                    NumberList.Reals.of(periods), NumberList.Reals.of(SeasonalPeriods.validate(series, periods))
                };
    }
}
