package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.decompose.DecompositionOptions;
import dev.halcyon.analytics.decompose.SeasonalProfile;
import dev.halcyon.analytics.outliers.TukeyFences;
import dev.halcyon.analytics.periods.ScoredPeriod;
import dev.halcyon.analytics.periods.SeasonalPeriods;
import dev.halcyon.engine.runtime.FunctionList.Arguments;
import dev.halcyon.engine.sql.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Seasons, periods and outliers (series.md, sections 1 to 3). A function of several columns gives one array with an
 * element for each column.
 */
final class SeriesModelFunctions {

    private static final String RULE = "series.md, sections 1 to 3";
    private static final int MOST_PERIODS = 1024;

    private SeriesModelFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType number = SqlType.BIGINT;
        SqlType real = SqlType.DOUBLE;
        list.strict("kql_series_seasonal", RULE, text, SeriesModelFunctions::seasonal, text, number, number);
        list.strict(
                "kql_series_outliers",
                RULE,
                text,
                SeriesModelFunctions::outliers,
                text,
                text,
                text,
                real,
                real,
                number);
        list.strict("kql_series_periods_detect", RULE, text, SeriesModelFunctions::detect, text, real, real, number);
        list.strict("kql_series_periods_validate", RULE, text, a -> validate(a.text(0), a.text(1)), text, text);
    }

    private static @Nullable String seasonal(Arguments a) {
        double[] series = NumberArray.finite(a.text(0));
        int training = series == null ? 0 : Math.max(0, series.length - DecompositionArguments.count(a.integer(2)));
        if (series == null
                || DecompositionArguments.learnsNothing(series, DecompositionArguments.count(a.integer(2)))) {
            return null;
        }
        int period = DecompositionArguments.period(a.integer(1));
        return NumberArrayWriter.reals(
                period == DecompositionOptions.DETECT
                        ? SeasonalProfile.detected(series, training, SeasonalProfile.THRESHOLD)
                        : SeasonalProfile.ofPeriod(series, training, period));
    }

    /** Nulls, values that are not finite and the value to ignore score 0. */
    private static @Nullable String outliers(Arguments a) {
        NumberArray series = NumberArray.read(a.text(0));
        TukeyFences fences = fences(a.text(1), a.real(3), a.real(4), "series_outliers()");
        if (series == null || series.isSingle()) {
            return null;
        }
        NumberArray ignored = NumberArray.read(a.text(2));
        double[] values = series.values();
        for (int index = 0; index < values.length; index++) {
            boolean skip = !Double.isFinite(values[index])
                    || (ignored != null && ignored.isSingle() && values[index] == ignored.values()[0]);
            values[index] = skip ? Double.NaN : values[index];
        }
        int training = Math.max(0, values.length - DecompositionArguments.count(a.integer(5)));
        return NumberArrayWriter.reals(fences.scores(values, training));
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

    private static @Nullable String detect(Arguments a) {
        double[] series = NumberArray.finite(a.text(0));
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
        return periods(periods, scores);
    }

    private static @Nullable String validate(String json, String periodsJson) {
        double[] series = NumberArray.finite(json);
        double[] periods = NumberArray.finite(periodsJson);
        return series == null || periods == null ? null : periods(periods, SeasonalPeriods.validate(series, periods));
    }

    private static String periods(double[] periods, double[] scores) {
        return new NumberArrayWriter(4 * periods.length)
                .open('[')
                .array(periods)
                .array(scores)
                .close(']')
                .toString();
    }
}
