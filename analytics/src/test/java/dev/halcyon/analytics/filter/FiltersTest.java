package dev.halcyon.analytics.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FiltersTest {

    private static final double[] PEAK = {0, 0, 0, 10, 20, 40, 100, 40, 20, 10, 0, 0, 0};

    @Test
    void theMovingAverage() {
        double[] mean = FiniteImpulseResponse.normalized(new double[] {1, 1, 1, 1, 1});
        assertThat(FiniteImpulseResponse.apply(PEAK, mean, false))
                .containsExactly(
                        new double[] {0, 0, 0, 2, 6, 14, 34, 42, 44, 42, 34, 14, 6},
                        org.assertj.core.api.Assertions.offset(1e-12));
        assertThat(FiniteImpulseResponse.apply(PEAK, mean, true))
                .containsExactly(
                        new double[] {0, 2, 6, 14, 34, 42, 44, 42, 34, 14, 6, 2, 0},
                        org.assertj.core.api.Assertions.offset(1e-12));
    }

    @Test
    void differencesAreNotNormalised() {
        double[] difference = {1, -1};
        assertThat(FiniteImpulseResponse.apply(new double[] {5, 15, 10, 20}, difference, false))
                .containsExactly(5, 10, -5, 10);
        assertThatThrownBy(() -> FiniteImpulseResponse.normalized(difference))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmptyFilterGivesZeros() {
        assertThat(FiniteImpulseResponse.apply(new double[] {1, 2}, new double[0], false))
                .containsExactly(0, 0);
        assertThat(FiniteImpulseResponse.apply(new double[0], new double[] {1}, true))
                .isEmpty();
    }

    @Test
    void theRunningSumIsRecursive() {
        assertThat(InfiniteImpulseResponse.apply(new double[] {1, 2, 3, 4, 5}, new double[] {1}, new double[] {1, -1}))
                .containsExactly(1, 3, 6, 10, 15);
        assertThatThrownBy(() -> InfiniteImpulseResponse.apply(new double[1], new double[1], new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
