package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.anomalies.AnomalyOptions;
import dev.halcyon.analytics.anomalies.StrangenessMeasure;
import dev.halcyon.analytics.anomalies.StreamingAnomalies;
import dev.halcyon.analytics.forecast.ForecastMethod;
import dev.halcyon.analytics.forecast.ForecastOptions;
import dev.halcyon.analytics.forecast.HoldOutForecast;
import dev.halcyon.engine.runtime.FunctionList.Arguments;
import dev.halcyon.engine.runtime.ListFunction.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Functions over series that the language lacks: anomalies without looking ahead, where missing values are skipped, and
 * forecasts with intervals, where they are filled.
 */
final class SeriesForecastingFunctions {

    private static final String RULE = "docs/forecast-and-anomalies.md";

    private static final double GREATEST_CONFIDENCE = 0.9999;

    private SeriesForecastingFunctions() {}

    static List<ListFunction> lists() {
        return List.of(
                ListFunctions.strict(
                        "kql_halcyon_anomalies",
                        RULE,
                        List.of(Shape.INTEGERS, Shape.REALS, Shape.REALS),
                        SeriesForecastingFunctions::anomalies,
                        Shape.REALS,
                        Shape.REAL,
                        Shape.INTEGER,
                        Shape.TEXT,
                        Shape.INTEGER,
                        Shape.REAL),
                ListFunctions.strict(
                        "kql_halcyon_forecast",
                        RULE,
                        List.of(Shape.REALS, Shape.REALS, Shape.REALS, Shape.TEXT),
                        SeriesForecastingFunctions::forecast,
                        Shape.REALS,
                        Shape.INTEGER,
                        Shape.INTEGER,
                        Shape.REAL,
                        Shape.TEXT));
    }

    /** Series, points, season, confidence, method: forecast, lower, upper, the method taken or null. */
    private static @Nullable Object @Nullable [] forecast(Arguments a) {
        ForecastOptions options = forecastOptions(a);
        double[] series = a.reals(0).orNaN();
        int points = Math.clamp(a.integer(1), 0, Integer.MAX_VALUE);
        if (series.length > 0 && points >= series.length) {
            return null;
        }
        if (series.length == 0) {
            NumberList empty = NumberList.Reals.of();
            return new @Nullable Object[] {empty, empty, empty, null};
        }
        HoldOutForecast forecast = HoldOutForecast.of(series, points, options);
        return new Object[] {
            NumberList.Reals.withGaps(forecast.forecast()),
            NumberList.Reals.withGaps(forecast.lower()),
            NumberList.Reals.withGaps(forecast.upper()),
            forecast.method().label()
        };
    }

    private static ForecastOptions forecastOptions(Arguments a) {
        long seasonality = a.integer(2);
        double confidence = a.real(3);
        if (seasonality < ForecastOptions.DETECT || !(confidence >= 0 && confidence <= GREATEST_CONFIDENCE)) {
            throw new QueryFailure(
                    "halcyon_forecast(): the season is -1, 0 or a number of points, and the confidence lies between 0 and %s"
                            .formatted(GREATEST_CONFIDENCE));
        }
        return new ForecastOptions(count(seasonality), confidence, method(a.text(4)));
    }

    private static Optional<ForecastMethod> method(String name) {
        if (name.equals("auto")) {
            return Optional.empty();
        }
        for (ForecastMethod method : ForecastMethod.values()) {
            if (method.label().equals(name)) {
                return Optional.of(method);
            }
        }
        throw new QueryFailure("halcyon_forecast(): '%s' is no method; it is 'auto', %s"
                .formatted(
                        name,
                        Arrays.stream(ForecastMethod.values())
                                .map(method -> "'" + method.label() + "'")
                                .collect(Collectors.joining(", "))));
    }

    /** Series, threshold, season, method, cool-down, scale floor: flags, scores, baseline. */
    private static Object[] anomalies(Arguments a) {
        AnomalyOptions options = anomalyOptions(a);
        Optional<Supplier<StrangenessMeasure>> measure = measure(a.text(3));
        double[] series = ((NumberList.Reals) a.object(0)).orNaN();
        StreamingAnomalies anomalies = StreamingAnomalies.of(series, options, measure);
        return new Object[] {
            NumberList.Integers.of(anomalies.flags()),
            NumberList.Reals.of(anomalies.scores()),
            NumberList.Reals.withGaps(anomalies.baseline())
        };
    }

    private static AnomalyOptions anomalyOptions(Arguments a) {
        double threshold = a.real(1);
        long seasonality = a.integer(2);
        long coolDown = a.integer(4);
        double scaleFloor = a.real(5);
        if (!(threshold >= 0) || !(scaleFloor >= 0) || coolDown < 0 || seasonality < AnomalyOptions.DETECT) {
            throw new QueryFailure(
                    "halcyon_anomalies(): threshold, cool-down and scale floor are not negative, and the season is -1, 0 or a number of points");
        }
        return new AnomalyOptions(threshold, count(seasonality), count(coolDown), scaleFloor);
    }

    private static Optional<Supplier<StrangenessMeasure>> measure(String method) {
        return switch (method) {
            case "robust" -> Optional.empty();
            case "rcf" -> Optional.of(ForestStrangeness::new);
            default ->
                throw new QueryFailure(
                        "halcyon_anomalies(): '%s' is no method; it is 'robust' or 'rcf'".formatted(method));
        };
    }

    private static int count(long number) {
        return (int) Math.min(number, Integer.MAX_VALUE);
    }
}
