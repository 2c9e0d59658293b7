package dev.halcyon.analytics.anomalies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamingAnomaliesTest {

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void theFutureDoesNotChangeThePast() {
        for (int run = 0; run < 60; run++) {
            double[] series = someSeries(random.nextInt(1, 900));
            AnomalyOptions options = someOptions();
            int known = random.nextInt(0, series.length + 1);
            StreamingAnomalies all = StreamingAnomalies.of(series, options, someMeasure(run));
            StreamingAnomalies part = StreamingAnomalies.of(Arrays.copyOf(series, known), options, someMeasure(run));
            assertThat(part.flags()).as("seed %d", seed).isEqualTo(Arrays.copyOf(all.flags(), known));
            assertThat(part.scores()).as("seed %d", seed).isEqualTo(Arrays.copyOf(all.scores(), known));
            assertThat(part.baseline()).as("seed %d", seed).isEqualTo(Arrays.copyOf(all.baseline(), known));
        }
    }

    @Test
    void scaleMovesTheBaselineAndKeepsTheScores() {
        for (int run = 0; run < 30; run++) {
            double[] series = someSeries(random.nextInt(1, 500));
            // A power of two, so that nothing is rounded differently.
            double scale = Math.scalb(1.0, random.nextInt(-9, 10));
            AnomalyOptions options = someOptions();
            StreamingAnomalies before = StreamingAnomalies.of(series, options);
            StreamingAnomalies after = StreamingAnomalies.of(
                    Arrays.stream(series).map(y -> y * scale).toArray(), options);
            assertThat(after.flags()).as("seed %d", seed).isEqualTo(before.flags());
            assertThat(after.scores()).as("seed %d", seed).containsExactly(before.scores(), offset(1e-9));
        }
    }

    @Test
    void withoutAFloorShiftKeepsTheFlags() {
        for (int run = 0; run < 30; run++) {
            // Integers, so that shifting rounds nothing.
            double[] series = Arrays.stream(someSeries(random.nextInt(1, 500)))
                    .map(y -> Double.isNaN(y) ? 0 : Math.rint(10 * y))
                    .toArray();
            AnomalyOptions options = new AnomalyOptions(3, random.nextInt(0, 30), 20, 0);
            StreamingAnomalies before = StreamingAnomalies.of(series, options);
            StreamingAnomalies after = StreamingAnomalies.of(
                    Arrays.stream(series).map(y -> y + 4096).toArray(), options);
            assertThat(after.flags()).as("seed %d", seed).isEqualTo(before.flags());
        }
    }

    @Test
    void aSpikeAndADropOutAreFoundInASeason() {
        double[] series = new double[24 * 28];
        for (int i = 0; i < series.length; i++) {
            series[i] = 100 + 40 * Math.sin(2 * Math.PI * i / 24) + random.nextGaussian();
        }
        series[500] += 60;
        series[600] = 0;
        StreamingAnomalies found = StreamingAnomalies.of(series, AnomalyOptions.STANDARD);
        assertThat(found.flags()[500]).as("seed %d", seed).isEqualTo(1);
        assertThat(found.flags()[600]).as("seed %d", seed).isEqualTo(-1);
        assertThat(found.baseline()[500]).as("seed %d", seed).isCloseTo(series[500 - 24], offset(10.0));
    }

    @Test
    void scoresCountDigitsOfTheOdds() {
        double[] series = random.doubles(1001, 0, 1).map(x -> 1000 + x).toArray();
        series[1000] =
                Arrays.stream(series, 900, 1000).sorted().skip(50).findFirst().orElseThrow() + 0.5;
        double score =
                StreamingAnomalies.of(series, new AnomalyOptions(3, 0, 0, 0)).scores()[1000];
        assertThat(score).as("seed %d", seed).isBetween(0.9, 4.0);
    }

    @Test
    void littleAndConstantSeriesHaveNoAnomalies() {
        for (int length = 0; length <= 3; length++) {
            StreamingAnomalies few = StreamingAnomalies.of(new double[length], AnomalyOptions.STANDARD);
            assertThat(few.flags()).hasSize(length).doesNotContain(1, -1);
        }
        double[] constant = new double[300];
        Arrays.fill(constant, 0.1);
        assertThat(StreamingAnomalies.of(constant, AnomalyOptions.STANDARD).scores())
                .containsOnly(0);
    }

    @Test
    void aDeviationWithinTheScaleFloorIsNone() {
        double[] series = new double[200];
        Arrays.fill(series, 1000);
        series[150] = 1009;
        series[170] = 1100;
        int[] flags = StreamingAnomalies.of(series, AnomalyOptions.STANDARD).flags();
        assertThat(flags[150]).isZero();
        assertThat(flags[170]).isEqualTo(1);
    }

    @Test
    void missingValuesAreSkipped() {
        double[] series = new double[200];
        Arrays.fill(series, 5);
        Arrays.fill(series, 0, 3, Double.NaN);
        Arrays.fill(series, 80, 90, Double.NaN);
        series[100] = Double.POSITIVE_INFINITY;
        series[150] = 50;
        StreamingAnomalies found = StreamingAnomalies.of(series, AnomalyOptions.STANDARD);
        assertThat(Arrays.stream(found.flags()).sum()).isEqualTo(1);
        assertThat(found.flags()[150]).isEqualTo(1);
        assertThat(found.baseline()[2]).isNaN();
        assertThat(found.baseline()[85]).isEqualTo(5);
    }

    @Test
    void onlyAStrongerScoreBreaksTheSilence() {
        double[] scores = {0, 4, 3, -5, 5, 6, 1, 0, 0, 0, 2};
        assertThat(StreamingAnomalies.withoutWeaker(scores, 3)).containsExactly(0, 4, 0, -5, 0, 6, 0, 0, 0, 0, 2);
        assertThat(StreamingAnomalies.withoutWeaker(scores, 0)).containsExactly(scores);
        for (int run = 0; run < 50; run++) {
            double[] some =
                    random.ints(random.nextInt(0, 60), -9, 10).asDoubleStream().toArray();
            int coolDown = random.nextInt(0, 12);
            assertThat(StreamingAnomalies.withoutWeaker(some, coolDown))
                    .as("seed %d", seed)
                    .containsExactly(withoutWeaker(some, coolDown));
        }
    }

    /** By the definition. */
    private static double[] withoutWeaker(double[] scores, int coolDown) {
        double[] remaining = scores.clone();
        for (int i = 0; i < scores.length; i++) {
            for (int before = Math.max(0, i - coolDown); before < i; before++) {
                if (Math.abs(scores[before]) >= Math.abs(scores[i])) {
                    remaining[i] = 0;
                }
            }
        }
        return remaining;
    }

    /** Level, season, noise, and now and then a jump or a gap. */
    private double[] someSeries(int length) {
        double[] series = new double[length];
        int period = random.nextInt(4, 60);
        double height = random.nextInt(0, 3) * random.nextDouble(10);
        double level = random.nextDouble(-100, 100);
        for (int i = 0; i < length; i++) {
            level += random.nextInt(200) == 0 ? random.nextGaussian() * 30 : 0;
            double spike = random.nextInt(80) == 0 ? random.nextGaussian() * 50 : 0;
            series[i] = level + height * Math.sin(2 * Math.PI * i / period) + random.nextGaussian() + spike;
            series[i] = random.nextInt(100) == 0 ? Double.NaN : series[i];
        }
        return series;
    }

    private AnomalyOptions someOptions() {
        return new AnomalyOptions(
                random.nextDouble(4), random.nextInt(-1, 40), random.nextInt(0, 60), random.nextInt(3) * 0.02);
    }

    /** Half of the runs with a measure that remembers the value before. */
    private static Optional<java.util.function.Supplier<StrangenessMeasure>> someMeasure(int run) {
        return run % 2 == 0
                ? Optional.empty()
                : Optional.of(() -> {
                    double[] before = {0};
                    return deviation -> {
                        double strangeness = Math.abs(deviation - before[0]);
                        before[0] = deviation;
                        return strangeness;
                    };
                });
    }
}
