package dev.halcyon.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.halcyon.analytics.decompose.DecompositionOptions;
import dev.halcyon.analytics.decompose.SeasonalProfile;
import dev.halcyon.analytics.decompose.SeriesAnomalies;
import dev.halcyon.analytics.decompose.SeriesDecomposition;
import dev.halcyon.analytics.decompose.Trend;
import dev.halcyon.analytics.fill.Gaps;
import dev.halcyon.analytics.filter.FiniteImpulseResponse;
import dev.halcyon.analytics.filter.InfiniteImpulseResponse;
import dev.halcyon.analytics.outliers.TukeyFences;
import dev.halcyon.analytics.regression.LineFit;
import dev.halcyon.analytics.regression.PolynomialFit;
import dev.halcyon.analytics.regression.TwoLineFit;
import dev.halcyon.analytics.statistics.SeriesStatistics;
import dev.halcyon.analytics.statistics.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What happens to a result when a series is shifted by c and scaled by a: y → a·y + c. */
class SeriesLawsTest {

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final double scale = random.nextDouble(0.1, 20);
    private final double shift = random.nextDouble(-200, 200);

    private double[] series(int least) {
        return random.doubles(random.nextInt(least, 120), -10, 10).toArray();
    }

    private double[] moved(double[] series) {
        return Arrays.stream(series).map(y -> scale * y + shift).toArray();
    }

    @Test
    void aLineMovesAlong() {
        double[] series = series(3);
        LineFit before = LineFit.of(series);
        LineFit after = LineFit.of(moved(series));
        assertThat(after.slope()).as("seed %d", seed).isCloseTo(scale * before.slope(), offset(1e-9));
        assertThat(after.interception()).isCloseTo(scale * before.interception() + shift, offset(1e-8));
        assertThat(after.rsquare()).isCloseTo(before.rsquare(), offset(1e-8));
        assertThat(after.variance()).isCloseTo(scale * scale * before.variance(), offset(1e-7));
        assertThat(after.fit()).containsExactly(moved(before.fit()), offset(1e-8));
    }

    @Test
    void twoLinesMoveAlong() {
        double[] series = series(8);
        TwoLineFit before = TwoLineFit.of(series);
        TwoLineFit after = TwoLineFit.of(moved(series));
        assertThat(after.rsquare()).as("seed %d", seed).isCloseTo(before.rsquare(), offset(1e-8));
        assertThat(after.fit()).containsExactly(moved(before.fit()), offset(1e-7));
    }

    @Test
    void aPolynomialMovesAlong() {
        double[] series = series(10);
        double[] x = new double[series.length];
        Arrays.setAll(x, i -> i + 1);
        PolynomialFit before = PolynomialFit.of(series, x, 3);
        PolynomialFit after = PolynomialFit.of(moved(series), x, 3);
        assertThat(after.fit()).as("seed %d", seed).containsExactly(moved(before.fit()), offset(1e-6));
        assertThat(after.rsquare()).isCloseTo(before.rsquare(), offset(1e-7));
    }

    @Test
    void anomaliesStayTheSame() {
        for (Trend trend : List.of(Trend.AVERAGE, Trend.LINE)) {
            for (TukeyFences fences : List.of(TukeyFences.CUSTOM, TukeyFences.CLASSIC, TukeyFences.custom(20, 80))) {
                double[] series = series(20);
                series[series.length / 2] += 100;
                DecompositionOptions options =
                        new DecompositionOptions(random.nextInt(-1, 9), trend, random.nextInt(5), 0.6);
                SeriesAnomalies before = SeriesAnomalies.of(series, 1.5, fences, options);
                SeriesAnomalies after = SeriesAnomalies.of(moved(series), 1.5, fences, options);
                assertThat(after.flags()).as("seed %d", seed).isEqualTo(before.flags());
                assertThat(after.scores()).as("seed %d", seed).containsExactly(before.scores(), offset(1e-8));
                assertThat(after.baseline()).containsExactly(moved(before.baseline()), offset(1e-8));
            }
        }
    }

    /** y → −y: rises become declines of the same strength. */
    @Test
    void anomaliesChangeSidesWithTheSeries() {
        double[] series = series(20);
        series[series.length / 2] += 100;
        DecompositionOptions options = new DecompositionOptions(random.nextInt(-1, 9), Trend.LINE, 0, 0.6);
        SeriesAnomalies before = SeriesAnomalies.of(series, 1.5, TukeyFences.CUSTOM, options);
        SeriesAnomalies after = SeriesAnomalies.of(negated(series), 1.5, TukeyFences.CUSTOM, options);
        assertThat(after.scores()).as("seed %d", seed).containsExactly(negated(before.scores()), offset(1e-9));
        assertThat(after.baseline()).containsExactly(negated(before.baseline()), offset(1e-9));
        assertThat(after.flags())
                .isEqualTo(Arrays.stream(before.flags()).map(flag -> -flag).toArray());
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    @Test
    void aSeasonMovesAlong() {
        double[] series = series(20);
        int period = random.nextInt(1, 9);
        double[] before = SeasonalProfile.ofPeriod(series, series.length, period);
        assertThat(SeasonalProfile.ofPeriod(moved(series), series.length, period))
                .as("seed %d", seed)
                .containsExactly(moved(before), offset(1e-9));
    }

    @Test
    void statisticsMoveAlong() {
        double[] series = series(2);
        SeriesStatistics before = SeriesStatistics.of(series).orElseThrow();
        SeriesStatistics after = SeriesStatistics.of(moved(series)).orElseThrow();
        assertThat(after.leastIndex()).as("seed %d", seed).isEqualTo(before.leastIndex());
        assertThat(after.greatestIndex()).isEqualTo(before.greatestIndex());
        assertThat(after.least()).isCloseTo(scale * before.least() + shift, offset(1e-9));
        assertThat(after.mean()).isCloseTo(scale * before.mean() + shift, offset(1e-9));
        assertThat(after.deviation()).isCloseTo(scale * before.deviation(), offset(1e-8));
    }

    @Test
    void correlationAndCosineKeepTheirValue() {
        double[] one = series(5);
        double[] two = random.doubles(one.length, -10, 10).toArray();
        double[] scaled = Arrays.stream(one).map(y -> scale * y).toArray();
        assertThat(Vectors.pearsonCorrelation(moved(one), two))
                .as("seed %d", seed)
                .isCloseTo(Vectors.pearsonCorrelation(one, two), offset(1e-9));
        assertThat(Vectors.cosineSimilarity(scaled, two)).isCloseTo(Vectors.cosineSimilarity(one, two), offset(1e-12));
        assertThat(Vectors.magnitude(scaled)).isCloseTo(scale * Vectors.magnitude(one), offset(1e-9));
    }

    @Test
    void filledGapsMoveAlong() {
        double[] series = series(5);
        boolean[] missing = new boolean[series.length];
        for (int i = 1; i < missing.length; i++) {
            missing[i] = random.nextInt(3) == 0;
        }
        assertThat(Gaps.linear(moved(series), missing))
                .as("seed %d", seed)
                .containsExactly(moved(Gaps.linear(series, missing)), offset(1e-9));
    }

    @Test
    void aForecastMovesAlong() {
        double[] series = series(20);
        DecompositionOptions options = new DecompositionOptions(random.nextInt(0, 9), Trend.LINE, 0, 0.6);
        assertThat(SeriesDecomposition.forecast(moved(series), 5, options))
                .as("seed %d", seed)
                .containsExactly(moved(SeriesDecomposition.forecast(series, 5, options)), offset(1e-8));
    }

    /** With zeros before the start, filters know no shift, but sums. */
    @Test
    void filtersAreLinear() {
        double[] one = series(5);
        double[] two = random.doubles(one.length, -10, 10).toArray();
        double[] mixed = new double[one.length];
        Arrays.setAll(mixed, i -> scale * one[i] + two[i]);
        double[] filter = random.doubles(4, -1, 1).toArray();
        double[] recursive = {1, 0.5};
        double[] left = FiniteImpulseResponse.apply(one, filter, true);
        double[] right = FiniteImpulseResponse.apply(two, filter, true);
        double[] leftAgain = InfiniteImpulseResponse.apply(one, filter, recursive);
        double[] rightAgain = InfiniteImpulseResponse.apply(two, filter, recursive);
        double[] together = FiniteImpulseResponse.apply(mixed, filter, true);
        double[] togetherAgain = InfiniteImpulseResponse.apply(mixed, filter, recursive);
        for (int i = 0; i < one.length; i++) {
            assertThat(together[i]).as("seed %d", seed).isCloseTo(scale * left[i] + right[i], offset(1e-9));
            assertThat(togetherAgain[i]).isCloseTo(scale * leftAgain[i] + rightAgain[i], offset(1e-9));
        }
    }
}
