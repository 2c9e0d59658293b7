package dev.halcyon.analytics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PercentileTest {
    @Test
    void interpolatesBetweenNeighbours() {
        double[] sample = {1, 2, 4, 8};
        assertThat(Percentile.linear(sample, 0)).isEqualTo(1);
        assertThat(Percentile.linear(sample, 50)).isEqualTo(3);
        assertThat(Percentile.linear(sample, 90)).isCloseTo(6.8, offset(1e-15 * 8));
        assertThat(Percentile.linear(sample, 100)).isEqualTo(8);
        assertThat(Percentile.midpoint(sample, 90)).isEqualTo(6);
        assertThat(Percentile.midpoint(sample, 100)).isEqualTo(8);
    }

    @Test
    void leavesMissingValuesOut() {
        assertThat(Percentile.sortedWithoutMissing(new double[] {3, Double.NaN, -1, Double.NaN, 2}))
                .containsExactly(-1, 2, 3);
    }

    @Test
    void refusesWhatHasNoPercentile() {
        assertThatThrownBy(() -> Percentile.linear(new double[0], 50)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Percentile.linear(new double[] {1}, 101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Percentile.linear(new double[] {1}, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalsTheWeightedMeanOfNeighbours() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            double[] sample = Percentile.sortedWithoutMissing(
                    random.doubles(random.nextInt(1, 60), -100, 100).toArray());
            double percent = random.nextInt(0, 10_001) / 100.0;
            double position = percent * (sample.length - 1) / 100;
            double expected = 0;
            for (int i = 0; i < sample.length; i++) {
                // A tent over every order statistic: only the two neighbours of the position have weight.
                expected += sample[i] * Math.max(0, 1 - Math.abs(i - position));
            }
            assertThat(Percentile.linear(sample, percent))
                    .as("seed %d, run %d", seed, run)
                    .isCloseTo(expected, offset(1e-10));
        }
    }
}
