package dev.halcyon.analytics.periods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SeasonalPeriodsTest {

    private static final double[] WORKED = {
        80, 139, 87, 110, 68, 54, 50, 51, 53, 133, 86, 141, 97, 156, 94, 149, 95, 140, 77, 61, 50, 54, 47, 133, 72, 152,
        94, 148, 105, 162, 101, 160, 87, 63, 53, 55, 54, 151, 103, 189, 108, 183, 113, 175, 113, 178, 90, 71, 62, 62,
        65, 165, 109, 181, 115, 182, 121, 178, 114, 170
    };

    @Test
    void findsTheRecordedPeriodAndScore() {
        assertThat(SeasonalPeriods.detect(WORKED, 0, 50, 2)).singleElement().satisfies(period -> {
            assertThat(period.period()).isEqualTo(14);
            assertThat(period.score()).isCloseTo(0.8405558794091443, offset(1e-12));
        });
        double[] scores = SeasonalPeriods.validate(WORKED, new double[] {14, 10});
        assertThat(scores[0]).isCloseTo(0.8405558794091443, offset(1e-12));
        assertThat(scores[1]).isZero();
    }

    @Test
    void keepsToItsBounds() {
        assertThat(SeasonalPeriods.detect(WORKED, 15, 50, 2)).isEmpty();
        assertThat(SeasonalPeriods.detect(WORKED, 0, 13, 2)).isEmpty();
        assertThat(SeasonalPeriods.detect(WORKED, 0, 50, 0)).isEmpty();
    }

    @Test
    void aConstantSeriesHasNoPeriod() {
        double[] constant = new double[100];
        java.util.Arrays.fill(constant, 0.1);
        assertThat(SeasonalPeriods.best(constant)).isEmpty();
        assertThat(SeasonalPeriods.validate(constant, new double[] {10})).containsExactly(0);
    }

    @Test
    void shortSeriesHaveNone() {
        for (int length = 0; length <= 8; length++) {
            assertThat(SeasonalPeriods.best(new double[length])).isEmpty();
        }
    }

    @Test
    void shiftAndScaleDoNotMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 50; run++) {
            double[] series = seasonal(random, random.nextInt(30, 400));
            double shift = random.nextDouble(-100, 100);
            double scale = random.nextDouble(0.1, 10) * (random.nextBoolean() ? 1 : -1);
            double[] moved = new double[series.length];
            for (int i = 0; i < series.length; i++) {
                moved[i] = series[i] * scale + shift;
            }
            var before = SeasonalPeriods.best(series);
            var after = SeasonalPeriods.best(moved);
            assertThat(after.map(ScoredPeriod::period)).as("seed %d", seed).isEqualTo(before.map(ScoredPeriod::period));
            assertThat(after.map(ScoredPeriod::score).orElse(0.0))
                    .as("seed %d", seed)
                    .isCloseTo(before.map(ScoredPeriod::score).orElse(0.0), offset(1e-9));
            double[] periods = random.doubles(16, 2, series.length).toArray();
            assertThat(SeasonalPeriods.validate(moved, periods))
                    .as("seed %d", seed)
                    .containsExactly(SeasonalPeriods.validate(series, periods), offset(1e-9));
        }
    }

    /** Two seasons, neither a multiple of the other: both are found, the stronger one first, and validated. */
    @Test
    void twoPlantedPeriodsAreFound() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 30; run++) {
            double[] series = new double[840];
            for (int i = 0; i < series.length; i++) {
                series[i] = 3 * Math.sin(2 * Math.PI * i / 120)
                        + 2 * Math.sin(2 * Math.PI * i / 7)
                        + 0.3 * random.nextGaussian();
            }
            assertThat(SeasonalPeriods.detect(series, 0, 400, 5).stream().map(ScoredPeriod::period))
                    .as("seed %d", seed)
                    .anySatisfy(period -> assertThat(period).isCloseTo(120, offset(3.0)))
                    .anySatisfy(period -> assertThat(period).isEqualTo(7))
                    .hasSize(2);
            assertThat(SeasonalPeriods.validate(series, new double[] {7})[0]).isPositive();
        }
    }

    @Test
    void findsWhatWasPlanted() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 50; run++) {
            int period = random.nextInt(5, 40);
            double[] series = new double[period * random.nextInt(4, 12)];
            for (int i = 0; i < series.length; i++) {
                series[i] = Math.sin(2 * Math.PI * i / period) + 0.1 * random.nextGaussian();
            }
            assertThat(SeasonalPeriods.best(series).map(ScoredPeriod::period))
                    .as("period %d, length %d, seed %d", period, series.length, seed)
                    .hasValueSatisfying(found -> assertThat(found).isCloseTo(period, offset(1.0)));
        }
    }

    private static double[] seasonal(Random random, int length) {
        double[] series = new double[length];
        int period = random.nextInt(4, length / 3);
        for (int i = 0; i < length; i++) {
            series[i] = Math.cos(2 * Math.PI * i / period) + 0.3 * random.nextGaussian();
        }
        return series;
    }
}
