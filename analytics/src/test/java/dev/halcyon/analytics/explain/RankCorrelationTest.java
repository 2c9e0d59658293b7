package dev.halcyon.analytics.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    @Test
    void equalNumbersShareTheirRank() {
        // Ranks 1 2 3 4 and 1.5 1.5 3.5 3.5: 4 / √(5·4).
        assertThat(RankCorrelation.of(new long[] {1, 2, 3, 4}, new long[] {7, 7, 9, 9}))
                .isEqualTo(0.894427190999916, within(1e-12));
        assertThat(RankCorrelation.of(new long[] {1, 2}, new long[] {5, 5})).isZero();
        assertThat(RankCorrelation.of(new long[0], new long[0])).isZero();
    }
}
