package dev.halcyon.bench.anomalies;

import dev.halcyon.analytics.anomalies.AnomalyOptions;
import dev.halcyon.analytics.anomalies.StreamingAnomalies;
import dev.halcyon.analytics.decompose.DecompositionOptions;
import dev.halcyon.analytics.decompose.SeriesAnomalies;
import dev.halcyon.analytics.decompose.Trend;
import dev.halcyon.analytics.outliers.TukeyFences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * {@code bench/run quality-anomalies DATA}: detectors on the Numenta Anomaly Benchmark ({@code DATA/nab}) and on the
 * generated month of usage ({@code DATA/usage}). Prints the tables of docs/quality.md.
 */
public final class AnomalyQuality {

    /** The published figures of the windowed Gaussian detector, by profile. */
    private static final Map<NabProfile, Double> PUBLISHED = Map.of(
            NabProfile.STANDARD, 39.649523496077585,
            NabProfile.LOW_FALSE_POSITIVES, 20.86798582474138,
            NabProfile.LOW_FALSE_NEGATIVES, 47.4100271583046);

    private static final int VERIFIED = 4;

    private AnomalyQuality() {}

    /** Runs everything and prints it. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("quality-anomalies needs the folder that holds nab and usage");
            System.exit(2);
        }
        Path data = Path.of(arguments[0]);
        List<LabelledSeries> corpus = NabCorpus.read(data.resolve("nab"));
        verify(corpus);
        System.out.printf(
                "%-38s %9s %9s %9s %7s %7s %9s %9s%n",
                "Numenta Anomaly Benchmark", "standard", "low FP", "low FN", "found", "false", "threshold", "default");
        for (AnomalyDetector detector : AnomalyDetector.ALL) {
            score(corpus, detector);
        }
        recipe(corpus);
        usage(UsageMonth.read(data.resolve("usage")));
    }

    /** The rule must give a published detector its published scores. */
    private static void verify(List<LabelledSeries> corpus) {
        List<double[]> scores = corpus.stream()
                .map(series -> WindowedGaussian.scores(series.values()))
                .toList();
        PUBLISHED.forEach((profile, published) -> {
            double ours = NabScore.best(corpus, scores, profile).normalised();
            System.out.printf("windowed Gaussian, %s: %.9f, published %.9f%n", profile, ours, published);
            if (Math.abs(ours - published) > 1e-9) {
                throw new IllegalStateException("The scoring rule differs from the published one.");
            }
        });
    }

    private static void score(List<LabelledSeries> corpus, AnomalyDetector detector) {
        List<double[]> scores = corpus.parallelStream()
                .map(series -> detector.scores().apply(series.values()))
                .toList();
        print(detector.name(), detector.threshold(), corpus, scores);
    }

    private static void print(String name, double threshold, List<LabelledSeries> corpus, List<double[]> scores) {
        NabScore standard = NabScore.best(corpus, scores, NabProfile.STANDARD);
        System.out.printf(
                "%-38s %9.2f %9.2f %9.2f %7d %7d %9.3f %9.2f%n",
                name,
                standard.normalised(),
                NabScore.best(corpus, scores, NabProfile.LOW_FALSE_POSITIVES).normalised(),
                NabScore.best(corpus, scores, NabProfile.LOW_FALSE_NEGATIVES).normalised(),
                standard.found(),
                standard.falseAlarms(),
                standard.threshold(),
                NabScore.at(threshold, corpus, scores, NabProfile.STANDARD).normalised());
    }

    /** The published query; its constants were chosen on every second series, and it is verified on a few short ones. */
    private static void recipe(List<LabelledSeries> corpus) throws IOException {
        RecipeRun.verify(corpus.stream()
                .sorted(Comparator.comparingInt(series -> series.values().length))
                .limit(VERIFIED)
                .toList());
        List<double[]> scores = corpus.parallelStream()
                .map(series -> RecipeDetector.scores(series.values()))
                .toList();
        print(
                "ScoresWithoutLookAhead",
                1,
                corpus,
                scores.stream().map(AnomalyDetector::silenced).toList());
        List<double[]> alarms = scores.stream().map(RecipeDetector::alarms).toList();
        alarms("AlarmsWithoutLookAhead", corpus, alarms);
        alarms("  every second series, chosen on", everySecond(corpus, 0), everySecond(alarms, 0));
        alarms("  the others, held out", everySecond(corpus, 1), everySecond(alarms, 1));
    }

    private static <T> List<T> everySecond(List<T> all, int first) {
        return IntStream.range(0, all.size())
                .filter(index -> index % 2 == first)
                .mapToObj(all::get)
                .toList();
    }

    private static void alarms(String name, List<LabelledSeries> series, List<double[]> alarms) {
        NabScore standard = NabScore.at(1, series, alarms, NabProfile.STANDARD);
        System.out.printf(
                "%-38s %9.2f %9.2f %9.2f %7d %7d%n",
                name,
                standard.normalised(),
                NabScore.at(1, series, alarms, NabProfile.LOW_FALSE_POSITIVES).normalised(),
                NabScore.at(1, series, alarms, NabProfile.LOW_FALSE_NEGATIVES).normalised(),
                standard.found(),
                standard.falseAlarms());
    }

    private static void usage(UsageMonth month) {
        System.out.printf("%-58s %7s %9s%n", "labelled week of usage", "recall", "precision");
        DecompositionOptions week =
                new DecompositionOptions(UsageMonth.WEEK, Trend.LINE, 0, DecompositionOptions.THRESHOLD);
        print(
                month,
                "series_decompose_anomalies(s, 1.5, 168, 'linefit')",
                series -> SeriesAnomalies.of(series, SeriesAnomalies.THRESHOLD, TukeyFences.CUSTOM, week)
                        .flags());
        print(
                month,
                "halcyon_anomalies(s, 2)",
                series -> StreamingAnomalies.of(series, ours(AnomalyOptions.STANDARD.coolDown()))
                        .flags());
        print(
                month,
                "halcyon_anomalies(s, 2, -1, 'robust', 0)",
                series -> StreamingAnomalies.of(series, ours(0)).flags());
    }

    /** A month of hours cannot show odds of one in a thousand, so the threshold is one in a hundred. */
    private static AnomalyOptions ours(int coolDown) {
        return new AnomalyOptions(2, AnomalyOptions.DETECT, coolDown, AnomalyOptions.STANDARD.scaleFloor());
    }

    private static void print(UsageMonth month, String name, Function<double[], int[]> detector) {
        Map<String, int[]> flags = new LinkedHashMap<>();
        month.values().forEach((type, series) -> flags.put(type, detector.apply(series)));
        UsageMonth.Agreement agreement = month.lastWeek(flags);
        System.out.printf(
                "%-58s %7.3f %9.3f  %d of %d labelled hours, %d flagged, %d of %d events%n",
                name,
                agreement.recall(),
                agreement.precision(),
                agreement.hits(),
                agreement.labelled(),
                agreement.flagged(),
                agreement.found(),
                agreement.events());
    }
}
