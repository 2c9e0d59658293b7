package dev.halcyon.learn.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.learn.Seeds;
import dev.halcyon.learn.feature.GroupedSeries;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TukeyFencesTest {
    @Test
    void marksFollowTheSignOfTheResidual() {
        TukeyFences fences = new TukeyFences(2, 4);
        assertThat(fences.mark(2)).isZero();
        assertThat(fences.mark(4)).isZero();
        assertThat(fences.mark(5)).isEqualTo(1);
        assertThat(fences.mark(1)).isEqualTo(1);
        assertThat(fences.mark(0)).isEqualTo(1);
        assertThat(fences.mark(-1)).isEqualTo(-1);
        assertThat(fences.mark(Double.NaN)).isZero();
    }

    @Test
    void atMostTheTailsLieOutside() {
        Seeds.forEach(200, random -> {
            double[] sample = random.doubles(random.nextInt(1, 400))
                    .map(v -> Math.pow(v, 9))
                    .toArray();
            TukeyFences fences = TukeyFences.of(sample, TukeyFences.Options.DEFAULT);
            long outside =
                    Arrays.stream(sample).filter(v -> fences.mark(v) != 0).count();
            assertThat(outside).isLessThanOrEqualTo((long) Math.ceil(0.2 * sample.length));
        });
    }

    @Test
    void eachGroupHasItsOwnFences() {
        GroupedSeries series = GroupedSeries.sorted(
                new long[] {0, 1, 2, 3, 4, 0, 1, 2, 3, 4},
                List.of("calm", "calm", "calm", "calm", "calm", "wild", "wild", "wild", "wild", "wild"),
                new double[] {1, 1, 1, 1, 1.5, 0, 900, 0, 900, 450});
        ResidualAnomalies scored = ResidualAnomalies.of(series, new double[10], new TukeyFences.Options(10, 80, 1.5));
        assertThat(scored.anomalies())
                .singleElement()
                .satisfies(row -> assertThat(row.group()).isEqualTo("calm"))
                .satisfies(row -> assertThat(row.residual()).isEqualTo(1.5));
        assertThat(scored.fences().keySet()).containsExactly("calm", "wild");
    }

    @Test
    void refusesOptionsThatMakeNoRange() {
        assertThatThrownBy(() -> new TukeyFences.Options(90, 10, 1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TukeyFences.Options(10, 90, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ResidualAnomalies.of(
                        GroupedSeries.sorted(new long[1], Collections.nCopies(1, "a"), new double[1]),
                        new double[2],
                        TukeyFences.Options.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
