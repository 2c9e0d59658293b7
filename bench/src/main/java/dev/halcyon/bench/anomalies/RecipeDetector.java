package dev.halcyon.bench.anomalies;

import dev.halcyon.analytics.decompose.DecompositionOptions;
import dev.halcyon.analytics.decompose.SeriesAnomalies;
import dev.halcyon.analytics.decompose.Trend;
import dev.halcyon.analytics.filter.FiniteImpulseResponse;
import dev.halcyon.analytics.outliers.TukeyFences;
import java.util.Arrays;

/**
 * The published recipe of {@code docs/recipes} in Java, for a whole corpus in a minute; {@link RecipeRun} holds the query
 * itself against it.
 */
final class RecipeDetector {

    private static final int LEVEL = 75;
    private static final int WINDOW = 1000;
    private static final int LEAST = 100;
    private static final int QUIET = 100;
    private static final double THRESHOLD = 1;

    private static final DecompositionOptions NO_SEASON =
            new DecompositionOptions(0, Trend.AVERAGE, 0, DecompositionOptions.THRESHOLD);

    private RecipeDetector() {}

    /** With its sign; 0 where too little came before. */
    static double[] scores(double[] series) {
        double[] scores = new double[series.length];
        if (series.length <= LEVEL) {
            return scores;
        }
        double[] before = new double[LEVEL + 1];
        Arrays.fill(before, 1, LEVEL + 1, 1);
        double[] level = FiniteImpulseResponse.apply(series, FiniteImpulseResponse.normalized(before), false);
        double[] deviation = new double[series.length - LEVEL];
        for (int index = 0; index < deviation.length; index++) {
            deviation[index] = series[index + LEVEL] - level[index + LEVEL];
        }
        for (int index = LEAST; index < deviation.length; index++) {
            double[] latest = Arrays.copyOfRange(deviation, Math.max(0, index - WINDOW), index + 1);
            double[] all = SeriesAnomalies.of(latest, SeriesAnomalies.THRESHOLD, TukeyFences.CUSTOM, NO_SEASON)
                    .scores();
            double greatest = 1;
            for (int past = 0; past < all.length - 1; past++) {
                greatest = Math.max(greatest, Math.abs(all[past]));
            }
            scores[index + LEVEL] = all[all.length - 1] / greatest;
        }
        return scores;
    }

    /** 1 where an alarm is raised, else 0. */
    static double[] alarms(double[] scores) {
        double[] alarms = new double[scores.length];
        int last = -QUIET - 1;
        for (int index = 0; index < scores.length; index++) {
            if (Math.abs(scores[index]) > THRESHOLD) {
                alarms[index] = index - last > QUIET ? 1 : 0;
                last = index;
            }
        }
        return alarms;
    }
}
