package dev.halcyon.bench.anomalies;

import dev.halcyon.analytics.anomalies.AnomalyOptions;
import dev.halcyon.analytics.anomalies.StreamingAnomalies;
import dev.halcyon.analytics.decompose.DecompositionOptions;
import dev.halcyon.analytics.decompose.SeriesAnomalies;
import dev.halcyon.analytics.decompose.Trend;
import dev.halcyon.analytics.outliers.TukeyFences;
import dev.halcyon.engine.runtime.ListFunction;
import dev.halcyon.engine.runtime.ListFunctions;
import dev.halcyon.engine.runtime.NumberList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is scored: the functions of the language with one set of options for all series, without looking ahead.
 *
 * @param name how the table calls it
 * @param threshold the threshold that the function has when none is given
 * @param scores the scores of a series, those silenced by the cool-down 0
 */
record AnomalyDetector(String name, double threshold, UnaryOperator<double[]> scores) {

    /** The points a scheduled query over the latest points would see. */
    private static final int LATEST = 1008;

    private static final int LEAST = 20;

    static final List<AnomalyDetector> ALL = List.of(
            ours("halcyon_anomalies(s)", "robust"),
            ours("halcyon_anomalies(s, 3, -1, 'rcf')", "rcf"),
            decomposition("series_decompose_anomalies(s)", DecompositionOptions.DETECT),
            decomposition("series_decompose_anomalies(s, 1.5, 0)", 0));

    private static AnomalyDetector ours(String name, String method) {
        AnomalyOptions options = AnomalyOptions.STANDARD;
        ListFunction function = ListFunctions.named("kql_halcyon_anomalies");
        return new AnomalyDetector(name, options.threshold(), series -> {
            Object[] results = function.body().apply(new Object[] {
                new NumberList.Reals(series, null),
                options.threshold(),
                (long) options.seasonality(),
                method,
                (long) options.coolDown(),
                options.scaleFloor()
            });
            return silenced(((NumberList.Reals) results[1]).values());
        });
    }

    /** Each point is scored as the last one of a query over the latest points. */
    private static AnomalyDetector decomposition(String name, int seasonality) {
        DecompositionOptions options =
                new DecompositionOptions(seasonality, Trend.AVERAGE, 0, DecompositionOptions.THRESHOLD);
        return new AnomalyDetector(name, SeriesAnomalies.THRESHOLD, series -> {
            double[] scores = new double[series.length];
            for (int i = LEAST; i < series.length; i++) {
                double[] latest = Arrays.copyOfRange(series, Math.max(0, i + 1 - LATEST), i + 1);
                double[] all = SeriesAnomalies.of(latest, SeriesAnomalies.THRESHOLD, TukeyFences.CUSTOM, options)
                        .scores();
                scores[i] = Double.isFinite(all[all.length - 1]) ? all[all.length - 1] : 0;
            }
            return silenced(scores);
        });
    }

    /** One alarm for one event, whatever the threshold. */
    static double[] silenced(double[] scores) {
        return Arrays.stream(StreamingAnomalies.withoutWeaker(scores, AnomalyOptions.STANDARD.coolDown()))
                .map(Math::abs)
                .toArray();
    }
}
