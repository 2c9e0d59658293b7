package dev.halcyon.analytics.outliers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TukeyFencesTest {

    @Test
    void theWorkedExamples() {
        double[] series = IntStream.rangeClosed(1, 102).mapToDouble(i -> i).toArray();
        series[101] = 131;
        // The percentiles 11 and 91 are those of the first 101 values.
        assertThat(TukeyFences.CUSTOM.scores(series, 101)[101]).isCloseTo(2.772605605507915 * 40 / 80, offset(1e-12));
        double[] scores = TukeyFences.CUSTOM.scores(new double[] {30, 28, 5, 27, 31, 38, 29, 80, 25, 37, 30});
        assertThat(scores[2]).isCloseTo(-4.265547085396792, offset(1e-12));
        assertThat(scores[7]).isCloseTo(8.957648879333265, offset(1e-12));
        assertThat(Arrays.stream(scores).filter(score -> score != 0).count()).isEqualTo(2);
    }

    @Test
    void otherPercentilesKeepTheMeaningOfTheThresholds() {
        assertThat(TukeyFences.custom(10, 90)).isSameAs(TukeyFences.CUSTOM);
        Random random = new Random(5);
        double[] normal = random.doubles(20_001).map(x -> random.nextGaussian()).toArray();
        double[] extreme = Arrays.copyOf(normal, normal.length + 1);
        extreme[normal.length] = 3.5;
        double atTen = TukeyFences.CUSTOM.scores(extreme)[normal.length];
        double atTwenty = TukeyFences.custom(20, 80).scores(extreme)[normal.length];
        assertThat(atTwenty).isCloseTo(atTen, offset(0.3));
    }

    @Test
    void missingValuesAndCoincidingPercentilesScoreZero() {
        assertThat(TukeyFences.CUSTOM.scores(new double[] {Double.NaN, 1, 1, 1, 1, 100, 1, 1, 1, 1, 1, 1}))
                .containsOnly(0);
        assertThat(TukeyFences.CLASSIC.scores(new double[0])).isEmpty();
        assertThat(TukeyFences.CLASSIC.scores(new double[] {Double.NaN})).containsExactly(0);
    }

    @Test
    void scoresIgnoreShiftAndScale() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            double[] series = random.doubles(random.nextInt(1, 200)).toArray();
            double[] moved = Arrays.stream(series).map(x -> 7 * x - 3).toArray();
            double[] before = TukeyFences.CUSTOM.scores(series);
            double[] after = TukeyFences.CUSTOM.scores(moved);
            for (int i = 0; i < series.length; i++) {
                assertThat(after[i]).as("seed %d", seed).isCloseTo(before[i], offset(1e-9));
            }
        }
    }

    @Test
    void refusesPercentilesOutOfRange() {
        assertThatThrownBy(() -> TukeyFences.custom(1, 90)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TukeyFences.custom(90, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
