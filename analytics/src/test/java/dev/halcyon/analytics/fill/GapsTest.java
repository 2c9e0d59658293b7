package dev.halcyon.analytics.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

class GapsTest {

    private static final boolean[] MISSING = {true, false, true, false, false, true, true, false, true};

    @Test
    void neighboursOnEitherSide() {
        assertThat(Gaps.previous(MISSING)).containsExactly(Gaps.NONE, 1, 1, 3, 4, 4, 4, 7, 7);
        assertThat(Gaps.next(MISSING)).containsExactly(1, 1, 3, 3, 4, 7, 7, 7, Gaps.NONE);
    }

    @Test
    void straightLinesBetweenThem() {
        double[] series = {Double.NaN, 111, Double.NaN, 36, 41, Double.NaN, Double.NaN, 16, Double.NaN};
        assertThat(Gaps.linear(series, MISSING))
                .containsExactly(
                        new double[] {111, 111, 73.5, 36, 41, 41 - 25.0 / 3, 41 - 50.0 / 3, 16, 16}, offset(1e-12));
    }

    @Test
    void nothingToGoBy() {
        assertThat(Gaps.linear(new double[2], new boolean[] {true, true})).containsOnly(Double.NaN);
        assertThat(Gaps.previous(new boolean[0])).isEmpty();
    }
}
