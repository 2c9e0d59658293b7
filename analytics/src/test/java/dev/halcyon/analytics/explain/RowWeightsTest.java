package dev.halcyon.analytics.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowWeightsTest {

    private static final int ROWS = PlantedTable.ROWS;

    /** What is planted is as frequent as ever where the condition holds; only its rows weigh more there. */
    @Test
    void segmentsThatOnlyWeighMoreAreFound() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int recovered = 0;
        int reported = 0;
        int byCounts = 0;
        for (int run = 0; run < 20; run++) {
            PlantedTable table = PlantedTable.weightedNoise(random, 0.7);
            int first = random.nextInt(3);
            int second = random.nextInt(5);
            boolean[] planted = new boolean[ROWS];
            for (int row = 0; row < ROWS; row++) {
                planted[row] = table.values()[0][row] == first && table.values()[1][row] == second;
                if (planted[row] && table.truth()[row]) {
                    table.weights()[row] *= 25;
                }
            }
            List<Segment> segments = table.explain();
            reported += segments.size();
            recovered += segments.stream().anyMatch(segment -> table.overlap(segment, planted) > 0.8) ? 1 : 0;
            byCounts += table.weighing(new double[0]).explain().size();
        }
        assertThat(recovered).as("recall, seed %d", seed).isGreaterThanOrEqualTo(19);
        assertThat(recovered / (double) reported).as("precision, seed %d", seed).isGreaterThanOrEqualTo(0.8);
        assertThat(byCounts).as("counts do not tell, seed %d", seed).isLessThanOrEqualTo(4);
    }

    @Test
    void heavyRowsThatLieAnywhereAreNotExplained() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int found = 0;
        for (int run = 0; run < 20; run++) {
            found += PlantedTable.weightedNoise(random, 0.5 + 0.1 * run)
                    .explain()
                    .size();
        }
        assertThat(found).as("seed %d", seed).isLessThanOrEqualTo(4);
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 5; run++) {
            PlantedTable table = PlantedTable.weightedNoise(random, 1);
            for (int row = 0; row < ROWS; row++) {
                table.weights()[row] *= table.values()[0][row] == 1 && table.truth()[row] ? 9.1 : 1;
            }
            assertThat(table.shuffled(random).explain()).as("seed %d", seed).isEqualTo(table.explain());
        }
    }

    @Test
    void equalWeightsOfAnySizeAreCounts() {
        PlantedTable table = PlantedTable.noise(new Random(11));
        for (int row = 0; row < ROWS; row++) {
            table.truth()[row] |= table.values()[2][row] == 3 && row % 3 == 0;
        }
        List<Segment> byCounts = table.explain();
        assertThat(byCounts).isNotEmpty();
        for (double size : new double[] {1e-7, 1, 5, 1e12}) {
            double[] weights = new double[ROWS];
            Arrays.fill(weights, size);
            List<Segment> byWeights = table.weighing(weights).explain();
            assertThat(byWeights).hasSameSizeAs(byCounts);
            for (int segment = 0; segment < byCounts.size(); segment++) {
                assertThat(byWeights.get(segment).conditions())
                        .isEqualTo(byCounts.get(segment).conditions());
                assertThat(byWeights.get(segment).score())
                        .isEqualTo(byCounts.get(segment).score(), within(1e-2));
                assertThat(byWeights.get(segment).weightTrue() / size)
                        .isEqualTo((double) byCounts.get(segment).countTrue(), within(1e-6));
            }
        }
    }

    @Test
    void oneHeavyRowIsOneObservation() {
        boolean[] truth = new boolean[400];
        double[] weights = new double[400];
        for (int row = 0; row < 400; row++) {
            truth[row] = row < 100;
            weights[row] = row == 0 ? 1e6 : 1;
        }
        RowWeights counted = RowWeights.of(weights, truth);
        long heavy = counted.units(0);
        assertThat(counted.statistic(heavy, 0, 0, 300 * counted.units(1))).isLessThan(20);
        assertThat(RowWeights.of(new double[4], new boolean[4]).total(new boolean[4], false))
                .isZero();
    }
}
