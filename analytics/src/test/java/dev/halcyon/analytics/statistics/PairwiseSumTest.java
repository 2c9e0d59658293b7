package dev.halcyon.analytics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairwiseSumTest {
    @Test
    void sumOfNothingIsZeroAndHasNoMean() {
        assertThat(PairwiseSum.of(new double[0])).isZero();
        assertThatThrownBy(() -> PairwiseSum.mean(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void staysWithinAFewRoundingsOfTheExactSum() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            double[] values = random.doubles(random.nextInt(1, 5_000), -1, 1)
                    .map(value -> value * Math.pow(10, random.nextInt(6)))
                    .toArray();
            BigDecimal exact = Arrays.stream(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
            double magnitude = Arrays.stream(values).map(Math::abs).sum();
            assertThat(PairwiseSum.of(values))
                    .as("seed %d, run %d", seed, run)
                    .isCloseTo(exact.doubleValue(), offset(magnitude * 40 * Math.ulp(1.0)));
        }
    }
}
