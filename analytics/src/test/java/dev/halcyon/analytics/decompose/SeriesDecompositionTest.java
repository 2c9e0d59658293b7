package dev.halcyon.analytics.decompose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.halcyon.analytics.outliers.TukeyFences;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesDecompositionTest {

    @Test
    void seasonalMediansOfTheWorkedExamples() {
        double[] six = {2, 5, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1};
        assertThat(SeasonalProfile.detected(six, six.length, SeasonalProfile.THRESHOLD))
                .startsWith(1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2);
        double[] five = {8, 12, 14, 12, 10, 10, 12, 14, 12, 10, 10, 12, 14, 12, 10, 10, 12, 14, 12, 10};
        assertThat(SeasonalProfile.detected(five, five.length, SeasonalProfile.THRESHOLD))
                .startsWith(10, 12, 14, 12, 10, 10, 12, 14, 12, 10);
        double[] half = {1, 3, 5, 2, 4, 6, 1, 3, 5, 2, 4, 6};
        assertThat(SeasonalProfile.detected(half, half.length, SeasonalProfile.THRESHOLD))
                .containsOnly(0);
        assertThat(SeasonalProfile.ofPeriod(half, half.length, 3)).startsWith(1.5, 3.5, 5.5, 1.5, 3.5, 5.5);
        assertThat(SeasonalProfile.ofPeriod(new double[] {1, 3, 5, 1, 3, 5, 2, 4, 6}, 9, 3))
                .startsWith(1, 3, 5);
    }

    @Test
    void baselineAndResidualAddUp() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            double[] series = random.doubles(random.nextInt(0, 120), -10, 10).toArray();
            SeriesDecomposition parts = SeriesDecomposition.of(series, options(random, series.length));
            for (int i = 0; i < series.length; i++) {
                assertThat(parts.baseline()[i] + parts.residual()[i])
                        .as("seed %d", seed)
                        .isCloseTo(series[i], offset(1e-12));
                assertThat(parts.seasonal()[i] + parts.trend()[i]).isEqualTo(parts.baseline()[i]);
            }
        }
    }

    @Test
    void shiftAndScaleMoveTheBaselineAlong() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            double[] series = random.doubles(random.nextInt(1, 120), -10, 10).toArray();
            DecompositionOptions some = options(random, series.length);
            // Without a trend nothing takes up a shift.
            DecompositionOptions options = new DecompositionOptions(
                    some.seasonality(), run % 2 == 0 ? Trend.AVERAGE : Trend.LINE, some.testPoints(), 0.6);
            double shift = random.nextDouble(-50, 50);
            double scale = random.nextDouble(0.1, 10);
            double[] moved = Arrays.stream(series).map(y -> y * scale + shift).toArray();
            SeriesDecomposition before = SeriesDecomposition.of(series, options);
            SeriesDecomposition after = SeriesDecomposition.of(moved, options);
            for (int i = 0; i < series.length; i++) {
                assertThat(after.baseline()[i])
                        .as("seed %d, %s", seed, options)
                        .isCloseTo(before.baseline()[i] * scale + shift, offset(1e-8));
                assertThat(after.residual()[i])
                        .as("seed %d", seed)
                        .isCloseTo(before.residual()[i] * scale, offset(1e-8));
            }
        }
    }

    @Test
    void aPerfectSeasonIsForecastPerfectly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            int period = random.nextInt(5, 30);
            boolean found = run % 2 == 0;
            double[] series = line(0, random.nextDouble(-50, 50), period * random.nextInt(5, 10));
            // A season that is to be found needs a line in the spectrum.
            add(season(random, period, found ? 30 : 0), series);
            DecompositionOptions options = new DecompositionOptions(
                    found ? DecompositionOptions.DETECT : period, Trend.LINE, 0, DecompositionOptions.THRESHOLD);
            assertThat(SeriesDecomposition.forecast(withoutEnd(series, period), period, options))
                    .as("seed %d, period %d of %d", seed, period, series.length)
                    .containsExactly(series, offset(1e-8));
        }
    }

    @Test
    void aPerfectLineIsForecastPerfectly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 50; run++) {
            double[] series = line(random.nextDouble(-9, 9), random.nextDouble(-50, 50), random.nextInt(3, 200));
            int points = random.nextInt(0, series.length - 1);
            DecompositionOptions options = new DecompositionOptions(0, Trend.LINE, 0, 0.6);
            assertThat(SeriesDecomposition.forecast(withoutEnd(series, points), points, options))
                    .as("seed %d", seed)
                    .containsExactly(series, offset(1e-8));
        }
    }

    /**
     * The medians of a rising series rise within the season, so that a slope beside a season is not forecast exactly: it
     * leaves stairs, whose least squares line is a little flatter. How far the forecast is off follows from that.
     */
    @Test
    void aSeasonOnALineIsForecastAsItsMediansAllow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            int period = random.nextInt(2, 30);
            int periods = random.nextInt(3, 10);
            int length = period * periods;
            double slope = random.nextDouble(-5, 5);
            double[] series = line(slope, random.nextDouble(-50, 50), length + period);
            add(season(random, period, 0), series);
            DecompositionOptions options = new DecompositionOptions(period, Trend.LINE, 0, 0.6);
            double[] forecast = SeriesDecomposition.forecast(withoutEnd(series, period), period, options);
            double flatter = slope * period * period * (periods * periods - 1.0) / ((double) length * length - 1.0);
            for (int step = 0; step < period; step++) {
                double missed = slope * period * (periods + 1) / 2 - flatter * ((length + 1) / 2.0 + step);
                assertThat(series[length + step] - forecast[length + step])
                        .as("seed %d", seed)
                        .isCloseTo(missed, offset(1e-8));
                assertThat(Math.abs(missed)).isLessThanOrEqualTo(Math.abs(slope) * period);
            }
        }
    }

    private static double[] line(double slope, double start, int length) {
        double[] series = new double[length];
        Arrays.setAll(series, i -> start + slope * i);
        return series;
    }

    private static double[] season(Random random, int period, double wave) {
        double[] season = random.doubles(period, -5, 5).toArray();
        for (int i = 0; i < period; i++) {
            season[i] += wave * Math.sin(2 * Math.PI * i / period);
        }
        return season;
    }

    private static void add(double[] season, double[] series) {
        for (int i = 0; i < series.length; i++) {
            series[i] += season[i % season.length];
        }
    }

    /** What is to be forecast must not be looked at. */
    private static double[] withoutEnd(double[] series, int points) {
        double[] known = series.clone();
        Arrays.fill(known, series.length - points, series.length, 1e9);
        return known;
    }

    @Test
    void testPointsDoNotShapeTheModel() {
        double[] series = {1, 2, 3, 4, 5, 6, 7, 8, 900, -900};
        DecompositionOptions options = new DecompositionOptions(0, Trend.LINE, 2, DecompositionOptions.THRESHOLD);
        assertThat(SeriesDecomposition.of(series, options).baseline()[9]).isCloseTo(10, offset(1e-12));
        assertThatThrownBy(() ->
                        SeriesDecomposition.of(new double[] {1, 2}, new DecompositionOptions(0, Trend.AVERAGE, 2, 0.6)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shortAndConstantSeries() {
        for (int length = 0; length <= 3; length++) {
            double[] series = new double[length];
            Arrays.fill(series, 7);
            SeriesAnomalies anomalies = SeriesAnomalies.of(
                    series, SeriesAnomalies.THRESHOLD, TukeyFences.CUSTOM, DecompositionOptions.STANDARD);
            assertThat(anomalies.flags()).hasSize(length).doesNotContain(1, -1);
            assertThat(Arrays.stream(anomalies.baseline()).allMatch(value -> value == 7))
                    .isTrue();
        }
    }

    /** Whether residuals are rounding is a matter of all of them: beside a giant the others are small, not rounding. */
    @Test
    void aGiantDoesNotHideThatOthersVary() {
        double[] series = new Random(11).doubles(200).toArray();
        series[100] = 1e15;
        DecompositionOptions options = new DecompositionOptions(0, Trend.NONE, 0, DecompositionOptions.THRESHOLD);
        int[] flags = SeriesAnomalies.of(series, SeriesAnomalies.THRESHOLD, TukeyFences.CUSTOM, options)
                .flags();
        assertThat(flags[100]).isEqualTo(1);
        assertThat(Arrays.stream(flags).sum()).isEqualTo(1);
    }

    @Test
    void aSpikeAndADipAreFlagged() {
        Random random = new Random(3);
        double[] series = new double[840];
        for (int i = 0; i < series.length; i++) {
            series[i] = 10 + 5 * Math.sin(2 * Math.PI * i / 168) + random.nextDouble();
        }
        series[300] += 9;
        series[700] -= 9;
        SeriesAnomalies anomalies = SeriesAnomalies.of(
                series, SeriesAnomalies.THRESHOLD, TukeyFences.CUSTOM, DecompositionOptions.STANDARD);
        assertThat(anomalies.flags()[300]).isEqualTo(1);
        assertThat(anomalies.flags()[700]).isEqualTo(-1);
        assertThat(anomalies.scores()[300])
                .isEqualTo(Arrays.stream(anomalies.scores()).max().orElseThrow());
        assertThat(anomalies.scores()[700])
                .isEqualTo(Arrays.stream(anomalies.scores()).min().orElseThrow());
    }

    private static DecompositionOptions options(Random random, int length) {
        int[] seasonalities = {DecompositionOptions.DETECT, 0, 3, 7};
        Trend[] trends = Trend.values();
        return new DecompositionOptions(
                seasonalities[random.nextInt(seasonalities.length)],
                trends[random.nextInt(trends.length)],
                length < 2 ? 0 : random.nextInt(length - 1),
                DecompositionOptions.THRESHOLD);
    }
}
