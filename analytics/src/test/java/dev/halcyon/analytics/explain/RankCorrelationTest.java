package dev.halcyon.analytics.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {

    @Test
    void onlyTheOrderCounts() {
        assertThat(RankCorrelation.of(new long[] {1, 2, 3, 4}, new long[] {10, 100, 1000, Long.MAX_VALUE}))
                .isEqualTo(1, within(1e-12));
        assertThat(RankCorrelation.of(new long[] {1, 2, 3, 4}, new long[] {4, 3, 2, Long.MIN_VALUE}))
                .isEqualTo(-1, within(1e-12));
        // Ranks 1 2 3 4 and 2 1 4 3: 1 - 6·4 / (4·15).
        assertThat(RankCorrelation.of(new long[] {1, 2, 3, 4}, new long[] {2, 1, 4, 3}))
                .isEqualTo(0.6, within(1e-12));
    }

    /** Random pairs from unrelated to equal, with ties, upwards and downwards. */
    @Test
    void whetherABoundIsExceededIsSaidAsTheCorrelationSays() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            int spread = random.nextInt(1, 200);
            long[] left = random.longs(random.nextInt(2, 100), 0, spread).toArray();
            long noise = random.nextInt(1, 2 * spread);
            int sign = random.nextBoolean() ? 1 : -1;
            long[] right = Arrays.stream(left)
                    .map(each -> sign * each + random.nextLong(noise))
                    .toArray();
            double bound = random.nextDouble(0.5, 1);
            assertThat(RankCorrelation.exceeds(bound, left, Ranks.of(left), right, Ranks.of(right)))
                    .as("seed %d", seed)
                    .isEqualTo(Math.abs(RankCorrelation.of(left, right)) > bound);
        }
    }

    @Test
    void equalNumbersShareTheirRank() {
        // Ranks 1 2 3 4 and 1.5 1.5 3.5 3.5: 4 / √(5·4).
        assertThat(RankCorrelation.of(new long[] {1, 2, 3, 4}, new long[] {7, 7, 9, 9}))
                .isEqualTo(0.894427190999916, within(1e-12));
        assertThat(RankCorrelation.of(new long[] {1, 2}, new long[] {5, 5})).isZero();
        assertThat(RankCorrelation.of(new long[0], new long[0])).isZero();
    }
}
