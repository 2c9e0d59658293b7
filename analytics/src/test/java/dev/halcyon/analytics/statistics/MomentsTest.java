package dev.halcyon.analytics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void theWorkedStatistics() {
        double[] series = {23, 46, 23, 87, 4, 8, 3, 75, 2, 56, 13, 75, 32, 16, 29};
        SeriesStatistics statistics = SeriesStatistics.of(series).orElseThrow();
        assertThat(statistics.least()).isEqualTo(2);
        assertThat(statistics.leastIndex()).isEqualTo(8);
        assertThat(statistics.greatest()).isEqualTo(87);
        assertThat(statistics.greatestIndex()).isEqualTo(3);
        assertThat(statistics.mean()).isCloseTo(32.8, offset(1e-12));
        assertThat(statistics.deviation()).isCloseTo(28.50363385354827, offset(1e-12));
        assertThat(statistics.variance()).isCloseTo(812.4571428571429, offset(1e-10));
        assertThat(statistics.sum()).isEqualTo(492);
        assertThat(statistics.count()).isEqualTo(15);
    }

    @Test
    void positionsCountWhatIsNotFinite() {
        double[] series = {Double.NaN, 3, Double.POSITIVE_INFINITY, 1, 3};
        SeriesStatistics statistics = SeriesStatistics.of(series).orElseThrow();
        assertThat(statistics.leastIndex()).isEqualTo(3);
        assertThat(statistics.greatestIndex()).isEqualTo(1);
        assertThat(statistics.count()).isEqualTo(3);
        assertThat(SeriesStatistics.of(new double[] {Double.NaN})).isEmpty();
    }

    @Test
    void normalQuantiles() {
        assertThat(NormalDistribution.quantile(0.5)).isZero();
        assertThat(NormalDistribution.quantile(0.9)).isCloseTo(1.2815515655446004, offset(1e-14));
        assertThat(NormalDistribution.quantile(0.02)).isCloseTo(-2.0537489106318225, offset(1e-13));
        assertThat(NormalDistribution.cumulative(1.96)).isCloseTo(0.9750021048517795, offset(1e-14));
        assertThatThrownBy(() -> NormalDistribution.quantile(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void vectors() {
        double[] left = {0.1, 0.2, 0.1, 0.2};
        assertThat(Vectors.cosineSimilarity(left, new double[] {0.11, 0.2, 0.11, 0.21}))
                .isCloseTo(0.9993534382550399, offset(1e-14));
        assertThat(Vectors.cosineSimilarity(left, new double[] {1, 2, 3, 4}))
                .isCloseTo(0.9237604307034012, offset(1e-14));
        assertThat(Vectors.magnitude(new double[] {1, 2, 3, 4})).isCloseTo(5.477225575051661, offset(1e-14));
        assertThat(Vectors.pearsonCorrelation(new double[] {0, 0, 5}, new double[] {0, 0, -5}))
                .isCloseTo(-1, offset(1e-14));
        assertThat(Vectors.dotProduct(new double[] {1, 2, 3}, new double[] {4, 5}))
                .isEqualTo(14);
        assertThat(Vectors.product(new double[] {2, 3, 4})).isEqualTo(24);
    }

    @Test
    void partialSortingAgreesWithSorting() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            int distinct = random.nextInt(1, 1000);
            double[] sample = random.ints(random.nextInt(1, run % 10 == 0 ? 3000 : 300), 0, distinct)
                    .asDoubleStream()
                    .toArray();
            double[] sorted = sample.clone();
            Arrays.sort(sorted);
            if (run % 4 == 0) {
                // Values that are in order already, up or down.
                sample = sorted.clone();
                for (int i = 0; run % 8 == 0 && i < sample.length; i++) {
                    sample[i] = sorted[sorted.length - 1 - i];
                }
            }
            OrderStatistics.Interval interval = OrderStatistics.interval(sample.clone(), sample.length, 0.1, 0.9);
            assertThat(interval.lower()).as("seed %d", seed).isCloseTo(Percentile.linear(sorted, 10), offset(1e-9));
            assertThat(interval.upper()).as("seed %d", seed).isCloseTo(Percentile.linear(sorted, 90), offset(1e-9));
            assertThat(OrderStatistics.median(sample.clone(), sample.length))
                    .as("seed %d", seed)
                    .isCloseTo(Percentile.linear(sorted, 50), offset(1e-9));
        }
    }
}
