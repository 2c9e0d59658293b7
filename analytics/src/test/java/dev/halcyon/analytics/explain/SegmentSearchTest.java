package dev.halcyon.analytics.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentSearchTest {

    private static final SegmentSearch.Limits LIMITS = PlantedTable.LIMITS;
    private static final int ROWS = PlantedTable.ROWS;

    @Test
    void plantedSegmentsAreFoundAndLittleElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int planted = 0;
        int recovered = 0;
        int reported = 0;
        for (int run = 0; run < 20; run++) {
            PlantedTable table = PlantedTable.noise(random);
            int[] value = {random.nextInt(3), random.nextInt(5), random.nextInt(7)};
            boolean[] first = new boolean[ROWS];
            boolean[] second = new boolean[ROWS];
            for (int row = 0; row < ROWS; row++) {
                first[row] = table.values()[0][row] == value[0] && table.values()[1][row] == value[1];
                second[row] = table.values()[2][row] == value[2] && table.numbers()[row] > 1500;
                if (first[row] || second[row]) {
                    table.truth()[row] = random.nextInt(100) < 70;
                }
            }
            List<Segment> segments = table.explain();
            planted += 2;
            reported += segments.size();
            for (boolean[] rows : List.of(first, second)) {
                recovered += segments.stream().anyMatch(segment -> table.overlap(segment, rows) > 0.8) ? 1 : 0;
            }
        }
        assertThat(recovered / (double) planted).as("recall, seed %d", seed).isGreaterThanOrEqualTo(0.95);
        assertThat(recovered / (double) reported).as("precision, seed %d", seed).isGreaterThanOrEqualTo(0.8);
    }

    @Test
    void noiseIsNotExplained() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int found = 0;
        for (int run = 0; run < 20; run++) {
            found += PlantedTable.noise(random).explain().size();
        }
        assertThat(found).as("seed %d", seed).isLessThanOrEqualTo(4);
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 5; run++) {
            PlantedTable table = PlantedTable.noise(random);
            for (int row = 0; row < ROWS; row++) {
                table.truth()[row] |=
                        table.values()[0][row] == 1 && table.numbers()[row] < 700 && random.nextInt(3) == 0;
            }
            assertThat(table.shuffled(random).explain()).as("seed %d", seed).isEqualTo(table.explain());
        }
    }

    @Test
    void allOrNoneLeaveNothingToExplain() {
        PlantedTable table = PlantedTable.noise(new Random(5));
        Arrays.fill(table.truth(), true);
        assertThat(table.explain()).isEmpty();
        Arrays.fill(table.truth(), false);
        assertThat(table.explain()).isEmpty();
        assertThat(SegmentSearch.of(List.of(), new boolean[0], RowWeights.equal(), LIMITS, PlantedTable::nothing))
                .isEmpty();
    }

    @Test
    void aCopyOfAColumnAddsNothing() {
        byte[] codes = new byte[1000];
        boolean[] truth = new boolean[1000];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = (byte) (row % 4);
            truth[row] = row % 4 == 2;
        }
        BinnedColumn column = new BinnedColumn(codes, 0, 4);
        List<Segment> segments =
                SegmentSearch.of(List.of(column, column), truth, RowWeights.equal(), LIMITS, PlantedTable::nothing);
        assertThat(segments).hasSize(1);
        assertThat(segments.getFirst().conditions()).containsExactly(new Condition(0, 2, 2));
        assertThat(segments.getFirst().countTrue()).isEqualTo(250);
        assertThat(segments.getFirst().countFalse()).isZero();
    }

    @Test
    void statisticAndProbability() {
        // 2·(10·ln(10/6) + 5·ln(5/9) + 2·ln(2/6) + 13·ln(13/9)), and the tail of χ² beyond it.
        assertThat(GTest.statistic(10, 5, 2, 13)).isEqualTo(9.505, within(0.001));
        assertThat(GTest.probability(3.841458820694124)).isEqualTo(0.05, within(1e-12));
        assertThat(GTest.probability(100)).isEqualTo(1.523970604832e-23, within(1e-33));
        assertThat(GTest.probability(0)).isEqualTo(1);
    }

    @Test
    void binsHoldTheirValues() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            long[] values = random.longs(random.nextInt(200), -50, random.nextInt(1, 500))
                    .toArray();
            boolean[] truth = new boolean[values.length];
            for (int row = 0; row < truth.length; row++) {
                truth[row] = random.nextBoolean();
            }
            Bins bins = Bins.of(values, truth, 2 + random.nextInt(20));
            for (long value : values) {
                int bin = bins.bin(value);
                assertThat(value).as("seed %d", seed).isBetween(bins.least()[bin], bins.greatest()[bin]);
            }
        }
    }

    @Test
    void theSearchCanBeStopped() {
        assertThatThrownBy(() -> SegmentSearch.of(
                        List.of(new BinnedColumn(new byte[2], 0, 1)),
                        new boolean[] {true, false},
                        RowWeights.equal(),
                        LIMITS,
                        () -> {
                            throw new IllegalStateException("stop");
                        }))
                .hasMessage("stop");
    }
}
