package dev.halcyon.bench.series;

import dev.halcyon.analytics.decompose.DecompositionOptions;
import dev.halcyon.analytics.decompose.SeriesAnomalies;
import dev.halcyon.analytics.decompose.SeriesDecomposition;
import dev.halcyon.analytics.decompose.Trend;
import dev.halcyon.analytics.forecast.ForecastMethod;
import dev.halcyon.analytics.forecast.SeasonalAdjustment;
import dev.halcyon.analytics.outliers.TukeyFences;
import dev.halcyon.analytics.periods.SeasonalPeriods;
import dev.halcyon.analytics.regression.LineFit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Series functions over ten thousand series of five weeks of hours: in Java on one thread, through KQL on all, and beside
 * the same algorithms in NumPy and statsmodels on one thread. Every answer is compared with the other side's. On one
 * thread processor time counts, on both sides, so that what else the machine does matters little; a query's time is that
 * of the clock.
 */
public final class SeriesComparison {

    private static final int SERIES = 10_000;
    private static final int THOUSANDS = 2_000;
    private static final int THOUSAND = 1_000;
    private static final int SEASON = SeasonalSeries.SEASON;
    private static final int HORIZON = 24;
    private static final int ROUNDS = 3;
    private static final double MILLION = 1e6;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Sums in another order differ in their last digits. */
    private static final double DIGITS = 1e-9;

    /** Both look for the smoothing of the Theta method, and stop at slightly different places. */
    private static final double SMOOTHING = 0.01;

    private static final DecompositionOptions GIVEN =
            new DecompositionOptions(SEASON, Trend.AVERAGE, 0, DecompositionOptions.THRESHOLD);
    private static final DecompositionOptions GIVEN_LINE =
            new DecompositionOptions(SEASON, Trend.LINE, 0, DecompositionOptions.THRESHOLD);

    private final double[][] series;
    private final double[][] thousands;
    private final PythonRival rival;

    private SeriesComparison(double[][] series, double[][] thousands, PythonRival rival) {
        this.series = series;
        this.thousands = thousands;
        this.rival = rival;
    }

    /** Prints the table; the argument is a Python with NumPy and statsmodels. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        double[][] series = SeasonalSeries.of(42, SERIES, SeasonalSeries.LENGTH);
        double[][] thousands = SeasonalSeries.of(43, THOUSANDS, THOUSAND);
        PythonRival rival = PythonRival.run(arguments[0], List.of(series, thousands));
        new SeriesComparison(series, thousands, rival).run();
    }

    private void run() {
        System.out.printf("%-64s %10s %10s %8s%n", "One thread", "Halcyon", "Python", "ratio");
        points("anomalies, season given, M points/s", "anomalies", 0, each -> anomalies(each, GIVEN));
        points(
                "anomalies, season detected, M points/s",
                "anomalies-detected",
                0,
                each -> anomalies(each, DecompositionOptions.STANDARD));
        points(
                "decomposition, season given, M points/s",
                "decomposition",
                DIGITS,
                each -> absolute(SeriesDecomposition.of(each, GIVEN).residual()));
        points("forecast of a day, season given, M points/s", "forecast", DIGITS, SeriesComparison::forecast);
        series("period of 840 points, series/s", "periods", series, SeriesComparison::period);
        series("period of 1,000 points, series/s", "periods-thousand", thousands, SeriesComparison::period);
        points(
                "classical season, statsmodels seasonal_decompose, M points/s",
                "statsmodels-season",
                DIGITS,
                each -> absolute(SeasonalAdjustment.of(each, SEASON).places()));
        points(
                "least squares line, statsmodels detrend, M points/s",
                "statsmodels-detrend",
                DIGITS,
                SeriesComparison::detrended);
        points("Theta method, statsmodels ThetaModel, M points/s", "statsmodels-theta", SMOOTHING, each -> {
            double[] history = Arrays.copyOf(each, each.length - HORIZON);
            return Arrays.stream(ForecastMethod.THETA
                            .learn(history, SEASON)
                            .project(history, HORIZON)
                            .forecast())
                    .sum();
        });
        double numpy = SERIES
                * SeasonalSeries.LENGTH
                / MILLION
                / rival.result("anomalies").seconds();
        System.out.printf("%n%-64s %10s %10s %8s%n", "Through KQL, all threads", "Halcyon", "NumPy", "ratio");
        try (SeriesQueries queries = SeriesQueries.over(series)) {
            check(
                    "anomalies through KQL",
                    queries.anomalies(),
                    rival.result("anomalies").answer(),
                    0);
            queries.tasks().forEach((name, query) -> {
                double speed = SERIES * SeasonalSeries.LENGTH / MILLION / seconds(System::nanoTime, query);
                if (name.equals(SeriesQueries.COMPARED)) {
                    print(name, speed, numpy);
                } else {
                    System.out.printf(Locale.ROOT, "%-64s %10.2f%n", name, speed);
                }
            });
        }
    }

    private void points(String name, String task, double tolerance, ToDoubleFunction<double[]> function) {
        compare(name, task, SeasonalSeries.LENGTH / MILLION, tolerance, series, function);
    }

    private void series(String name, String task, double[][] all, ToDoubleFunction<double[]> function) {
        compare(name, task, 1, 0, all, function);
    }

    /** Halcyon does all series; the answers are compared over those the rival has done. */
    private void compare(
            String name,
            String task,
            double work,
            double tolerance,
            double[][] all,
            ToDoubleFunction<double[]> function) {
        PythonRival.Result theirs = rival.result(task);
        double[][] common = Arrays.copyOf(all, theirs.series());
        check(name, sum(common, function), theirs.answer(), tolerance);
        double ours = seconds(THREADS::getCurrentThreadCpuTime, () -> sum(all, function));
        print(name, work * all.length / ours, work * theirs.series() / theirs.seconds());
    }

    private static double sum(double[][] all, ToDoubleFunction<double[]> function) {
        double sum = 0;
        for (double[] each : all) {
            sum += function.applyAsDouble(each);
        }
        return sum;
    }

    private static void print(String name, double ours, double theirs) {
        System.out.printf(Locale.ROOT, "%-64s %10.2f %10.3f %8.1f%n", name, ours, theirs, ours / theirs);
    }

    private static void check(String name, double ours, double theirs, double tolerance) {
        if (!(Math.abs(ours - theirs) <= tolerance * Math.abs(theirs))) {
            throw new IllegalStateException("%s: %s here, %s there".formatted(name, ours, theirs));
        }
    }

    private static double seconds(LongSupplier clock, DoubleSupplier task) {
        double least = Double.POSITIVE_INFINITY;
        double first = task.getAsDouble();
        for (int round = 0; round < ROUNDS; round++) {
            long begin = clock.getAsLong();
            double answer = task.getAsDouble();
            least = Math.min(least, (clock.getAsLong() - begin) / 1e9);
            if (answer != first) {
                throw new IllegalStateException("The answer changes: %s, %s".formatted(first, answer));
            }
        }
        return least;
    }

    private static double anomalies(double[] series, DecompositionOptions options) {
        long found = 0;
        for (int flag : SeriesAnomalies.of(series, SeriesAnomalies.THRESHOLD, TukeyFences.CUSTOM, options)
                .flags()) {
            found += Math.abs(flag);
        }
        return found;
    }

    private static double forecast(double[] series) {
        double[] forecast = SeriesDecomposition.forecast(series, HORIZON, GIVEN_LINE);
        return Arrays.stream(forecast, series.length - HORIZON, series.length).sum();
    }

    private static double period(double[] series) {
        return SeasonalPeriods.best(series).map(best -> best.period()).orElse(0.0);
    }

    private static double detrended(double[] series) {
        double[] fit = LineFit.of(series).fit();
        double sum = 0;
        for (int i = 0; i < series.length; i++) {
            sum += Math.abs(series[i] - fit[i]);
        }
        return sum;
    }

    private static double absolute(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.abs(value);
        }
        return sum;
    }
}
