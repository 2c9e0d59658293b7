package dev.halcyon.bench.series;

import dev.halcyon.analytics.decompose.DecompositionOptions;
import dev.halcyon.analytics.decompose.SeriesAnomalies;
import dev.halcyon.analytics.decompose.SeriesDecomposition;
import dev.halcyon.analytics.decompose.Trend;
import dev.halcyon.analytics.forecast.ForecastOptions;
import dev.halcyon.analytics.forecast.HoldOutForecast;
import dev.halcyon.analytics.outliers.TukeyFences;
import dev.halcyon.analytics.periods.SeasonalPeriods;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Points a second on one core, over series of five weeks of hours; of periods alone, series of 1,000 points a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SeriesBenchmark {

    private static final int SERIES = 500;
    private static final int POINTS = SERIES * SeasonalSeries.LENGTH;
    private static final int THOUSAND = 1_000;
    private static final int DAY = 24;

    private static final DecompositionOptions GIVEN =
            new DecompositionOptions(SeasonalSeries.SEASON, Trend.AVERAGE, 0, DecompositionOptions.THRESHOLD);

    private double[][] series = new double[0][];
    private double[][] thousands = new double[0][];

    /** Makes the series, and checks that their season is found. */
    @Setup
    public void generate() {
        series = SeasonalSeries.of(42, SERIES, SeasonalSeries.LENGTH);
        thousands = SeasonalSeries.of(43, SERIES, THOUSAND);
        for (double[] each : series) {
            double period =
                    SeasonalPeriods.best(each).map(best -> best.period()).orElse(0.0);
            if (Math.abs(period - SeasonalSeries.SEASON) > 2) {
                throw new IllegalStateException("Found a period of " + period);
            }
        }
    }

    /** {@code series_decompose_anomalies(s)}: the season is detected. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void anomaliesOfDetectedSeason(Blackhole sink) {
        for (double[] each : series) {
            sink.consume(SeriesAnomalies.of(
                    each, SeriesAnomalies.THRESHOLD, TukeyFences.CUSTOM, DecompositionOptions.STANDARD));
        }
    }

    /** {@code series_decompose_anomalies(s, 1.5, 168)}. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void anomaliesOfGivenSeason(Blackhole sink) {
        for (double[] each : series) {
            sink.consume(SeriesAnomalies.of(each, SeriesAnomalies.THRESHOLD, TukeyFences.CUSTOM, GIVEN));
        }
    }

    /** {@code series_decompose(s, 168)}. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void decomposition(Blackhole sink) {
        for (double[] each : series) {
            sink.consume(SeriesDecomposition.of(each, GIVEN));
        }
    }

    /** {@code series_periods_detect(s, 0, 500, 2)}; counts series, not points. */
    @Benchmark
    @OperationsPerInvocation(SERIES)
    public void periodsOfThousandPoints(Blackhole sink) {
        for (double[] each : thousands) {
            sink.consume(SeasonalPeriods.detect(each, 0, THOUSAND / 2.0, 2));
        }
    }

    /** {@code series_decompose_forecast(s, 24, 168)}. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void seasonalForecast(Blackhole sink) {
        for (double[] each : series) {
            sink.consume(SeriesDecomposition.forecast(each, DAY, GIVEN));
        }
    }

    /** {@code halcyon_forecast(s, 24)}: the season is detected, five methods are tried on a hold-out. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void forecastByTheBestOfFiveMethods(Blackhole sink) {
        for (double[] each : series) {
            sink.consume(HoldOutForecast.of(each, DAY, ForecastOptions.STANDARD));
        }
    }
}
