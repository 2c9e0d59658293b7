package dev.halcyon.analytics.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;
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
                        // The last digits are those of the reference.
                        new double[] {111, 111, 73.5, 36, 41, 32.66666666666667, 24.333333333333336, 16, 16});
    }

    @Test
    void linesBetweenIntegersAreExact() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            int gap = random.nextInt(1, 120);
            long first = random.nextLong() >> random.nextInt(64);
            long last = random.nextLong() >> random.nextInt(64);
            long[] series = new long[gap + 1];
            boolean[] missing = new boolean[gap + 1];
            Arrays.fill(missing, 1, gap, true);
            series[0] = first;
            series[gap] = last;
            long[] filled = Gaps.linear(series, missing);
            for (int i = 0; i <= gap; i++) {
                BigDecimal rise = BigDecimal.valueOf(last).subtract(BigDecimal.valueOf(first));
                BigDecimal exact = BigDecimal.valueOf(first)
                        .multiply(BigDecimal.valueOf(gap))
                        .add(rise.multiply(BigDecimal.valueOf(i)))
                        .divide(BigDecimal.valueOf(gap), 0, RoundingMode.DOWN);
                assertThat(filled[i]).as("seed %d", seed).isEqualTo(exact.longValueExact());
            }
        }
        assertThat(Gaps.linear(new long[] {0, 7, 0}, new boolean[] {true, false, true}))
                .containsOnly(7);
        assertThat(Gaps.linear(new long[] {5, 5}, new boolean[] {true, true})).containsOnly(0);
    }

    @Test
    void nothingToGoBy() {
        assertThat(Gaps.linear(new double[2], new boolean[] {true, true})).containsOnly(Double.NaN);
        assertThat(Gaps.previous(new boolean[0])).isEmpty();
    }
}
