package dev.halcyon.analytics.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.analytics.mining.MinedTable.Mined;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MiningTest {

    private static final int CARDINALITY = 4;
    private static final int ANY = Pattern.ANY;

    @Test
    void basketFindsExactlyTheClosedFrequentPatterns() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 80; run++) {
            List<int[]> rows = rows(random, random.nextInt(1, 60), random.nextInt(1, 5));
            double threshold = random.nextDouble(0.05, 0.6);
            int dimensions = random.nextInt(1, 6);
            assertThat(new HashSet<>(MinedTable.of(rows).basket(threshold, dimensions)))
                    .as("seed %d", seed)
                    .isEqualTo(byDefinition(rows, threshold, dimensions));
        }
    }

    private static Set<Mined> byDefinition(List<int[]> rows, double threshold, int dimensions) {
        int width = rows.getFirst().length;
        Set<Mined> expected = new HashSet<>();
        int patterns = (int) Math.pow(CARDINALITY + 1, width);
        for (int number = 1; number < patterns; number++) {
            int[] codes = new int[width];
            int rest = number;
            for (int column = 0; column < width; column++) {
                codes[column] = rest % (CARDINALITY + 1) - 1;
                rest /= CARDINALITY + 1;
            }
            long count = count(rows, codes);
            long fixed = Arrays.stream(codes).filter(code -> code != ANY).count();
            if (count > 0
                    && fixed > 0
                    && fixed <= dimensions
                    && (double) count / rows.size() >= threshold
                    && isClosed(rows, codes, count)) {
                expected.add(new Mined(Arrays.stream(codes).boxed().toList(), count, 0));
            }
        }
        return expected;
    }

    private static boolean isClosed(List<int[]> rows, int[] codes, long count) {
        for (int column = 0; column < codes.length; column++) {
            for (int code = 0; code < CARDINALITY && codes[column] == ANY; code++) {
                int[] greater = codes.clone();
                greater[column] = code;
                if (count(rows, greater) == count) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long count(List<int[]> rows, int[] codes) {
        return rows.stream()
                .filter(row -> IntStream.range(0, codes.length)
                        .allMatch(column -> codes[column] == ANY || codes[column] == row[column]))
                .count();
    }

    @Test
    void patternsAreOrderedByCountTimesColumns() {
        List<Mined> patterns = MinedTable.of(rows(new Random(7), 200, 4)).basket(0.05, 5);
        for (int index = 1; index < patterns.size(); index++) {
            Mined before = patterns.get(index - 1);
            Mined after = patterns.get(index);
            assertThat(before.weight() * before.fixed()).isGreaterThanOrEqualTo(after.weight() * after.fixed());
        }
    }

    /** 0.07 · 100 is more than 7 in binary numbers, 0.57 − 0.5 less than 0.07. */
    @Test
    void aShareOfExactlyTheThresholdSuffices() {
        List<int[]> rows = new ArrayList<>();
        for (int index = 0; index < 100; index++) {
            rows.add(new int[] {index < 7 ? 0 : index});
        }
        assertThat(MinedTable.of(rows).basket(0.07, 5)).containsExactly(new Mined(List.of(0), 7, 0));
        MinedTable sets = new MinedTable(1);
        for (int index = 0; index < 100; index++) {
            sets.add(new int[] {index < 57 ? 0 : 1 + index}, 1, false);
            sets.add(new int[] {index < 50 ? 0 : 101 + index}, 1, true);
        }
        assertThat(sets.differences(0.07, 5)).containsExactly(new Mined(List.of(0), 57, 50));
    }

    @Test
    void theNumberOfFixedColumnsIsLimitedWhateverTheirOrder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            // Columns that follow from others, so that closures fix several at once.
            List<int[]> rows = new ArrayList<>();
            for (int[] row : rows(random, 200, 3)) {
                rows.add(new int[] {row[0], row[0] / 2, row[1], row[1], row[2], 0});
            }
            List<int[]> reversed = rows.stream()
                    .map(row ->
                            IntStream.range(0, 6).map(column -> row[5 - column]).toArray())
                    .toList();
            for (int dimensions = 1; dimensions < 6; dimensions++) {
                int most = dimensions;
                List<Mined> patterns = MinedTable.of(rows).basket(0.1, dimensions);
                assertThat(patterns).as("seed %d", seed).allMatch(pattern -> pattern.fixed() <= most);
                assertThat(MinedTable.of(reversed).basket(0.1, dimensions).stream()
                                .map(each -> new Mined(each.values().reversed(), each.weight(), 0)))
                        .as("seed %d", seed)
                        .containsExactlyInAnyOrderElementsOf(patterns);
                MinedTable sets = new MinedTable(5);
                rows.forEach(row -> sets.add(Arrays.copyOfRange(row, 1, 6), 1, row[0] == 0));
                assertThat(sets.differences(0.1, dimensions))
                        .as("seed %d", seed)
                        .allMatch(pattern -> pattern.fixed() <= most);
            }
        }
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            List<int[]> rows = rows(random, 150, 5);
            List<int[]> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, random);
            assertThat(MinedTable.of(shuffled).basket(0.1, 5))
                    .as("seed %d", seed)
                    .isEqualTo(MinedTable.of(rows).basket(0.1, 5));
            assertThat(MinedTable.of(shuffled).autocluster(0.5, 25))
                    .as("seed %d", seed)
                    .isEqualTo(MinedTable.of(rows).autocluster(0.5, 25));
            assertThat(differences(shuffled)).as("seed %d", seed).isEqualTo(differences(rows));
        }
    }

    /** The first column tells the sets apart. */
    private static List<Mined> differences(List<int[]> rows) {
        MinedTable table = new MinedTable(rows.getFirst().length - 1);
        rows.forEach(row -> table.add(Arrays.copyOfRange(row, 1, row.length), 1, row[0] != 0));
        return table.differences(0.05, 5);
    }

    @Test
    void autoclusterFindsPlantedSegments() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            List<int[]> rows = new ArrayList<>();
            for (int index = 0; index < 1000; index++) {
                // Three in ten rows are (1, 1, 1, any), three are (2, 2, 2, any), the rest is noise.
                int kind = random.nextInt(10);
                int fixed = kind < 3 ? 1 : kind < 6 ? 2 : -1;
                rows.add(IntStream.range(0, 4)
                        .map(column -> fixed > 0 && column < 3 ? fixed : 10 + random.nextInt(200))
                        .toArray());
            }
            assertThat(MinedTable.of(rows).autocluster(0.5, 25).stream().map(Mined::values))
                    .as("seed %d", seed)
                    .contains(List.of(1, 1, 1, ANY), List.of(2, 2, 2, ANY))
                    .hasSizeLessThan(6);
        }
    }

    /** Rows of both segments belong to both: (1, 1, any, any) and (any, any, 2, 2). */
    @Test
    void overlappingSegmentsAreFound() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            List<int[]> rows = new ArrayList<>();
            for (int index = 0; index < 2000; index++) {
                int[] row = random.ints(4, 10, 500).toArray();
                if (random.nextInt(10) < 5) {
                    row[0] = 1;
                    row[1] = 1;
                }
                if (random.nextInt(10) < 5) {
                    row[2] = 2;
                    row[3] = 2;
                }
                rows.add(row);
            }
            assertThat(MinedTable.of(rows).basket(0.2, 5).stream().map(Mined::values))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrder(List.of(1, 1, ANY, ANY), List.of(ANY, ANY, 2, 2), List.of(1, 1, 2, 2));
            assertThat(MinedTable.of(rows).autocluster(0.5, 25).stream().map(Mined::values))
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrder(List.of(1, 1, ANY, ANY), List.of(ANY, ANY, 2, 2));
        }
    }

    @Test
    void sizeWeightsSetWhatPatternsAreLike() {
        List<int[]> rows = new ArrayList<>();
        for (int index = 0; index < 1000; index++) {
            // Seven in ten rows have 1 in the first column, two in ten 2 in all four.
            rows.add(
                    index % 10 < 7
                            ? new int[] {1, 10 + index, 10 + index, 10 + index}
                            : index % 10 < 9 ? new int[] {2, 2, 2, 2} : new int[] {3, index, 10 + index, 10 + index});
        }
        assertThat(MinedTable.of(rows).autocluster(1, 25).stream().map(Mined::values))
                .first()
                .isEqualTo(List.of(2, 2, 2, 2));
        assertThat(MinedTable.of(rows).autocluster(0, 1000).stream().map(Mined::values))
                .contains(List.of(2, 2, 2, 2));
    }

    @Test
    void oneSeedGivesAtMostOnePattern() {
        assertThat(MinedTable.of(rows(new Random(3), 300, 4)).autocluster(0.5, 1))
                .hasSize(1);
        assertThat(MinedTable.of(rows(new Random(3), 300, 4)).autocluster(0.5, 200))
                .hasSizeGreaterThan(1);
    }

    /** Where no value has a share of five in a hundred there is nothing to tell. */
    @Test
    void autoclusterOfNumbersOfRecordsIsEmpty() {
        List<int[]> rows = IntStream.range(0, 1000)
                .mapToObj(index -> new int[] {index, 1000 - index})
                .toList();
        assertThat(MinedTable.of(rows).autocluster(0.5, 25)).isEmpty();
    }

    @Test
    void diffpatternsFindsThePlantedDifferenceAndLittleElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            MinedTable table = new MinedTable(3);
            for (int index = 0; index < 4000; index++) {
                boolean first = index % 2 == 0;
                boolean planted = first && random.nextInt(10) < 6;
                int[] row = {planted ? 0 : 1 + random.nextInt(8), planted ? 0 : 1 + random.nextInt(8), random.nextInt(3)
                };
                table.add(row, 1, !first);
            }
            List<Mined> patterns = table.differences(0.2, 10);
            assertThat(patterns).as("seed %d", seed).isNotEmpty().hasSizeLessThan(4);
            assertThat(patterns.getFirst().values()).as("seed %d", seed).containsExactly(0, 0, ANY);
        }
    }

    /** Recall: each planted pattern is found, as it is. Precision: nothing else is. */
    @Test
    void allThreeRecoverPlantedPatterns() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 10; run++) {
            int[] first = {random.nextInt(5), random.nextInt(5), ANY, ANY};
            int[] second = {ANY, ANY, 5 + random.nextInt(5), 5 + random.nextInt(5)};
            MinedTable both = new MinedTable(4);
            List<int[]> rows = new ArrayList<>();
            for (int index = 0; index < 4000; index++) {
                int[] row = random.ints(4, 10, 500).toArray();
                boolean inFirstSet = index % 2 == 0;
                int[] pattern = random.nextInt(10) < 6 ? (inFirstSet ? first : second) : new int[0];
                for (int column = 0; column < pattern.length; column++) {
                    row[column] = pattern[column] == ANY ? row[column] : pattern[column];
                }
                both.add(row, 1, !inFirstSet);
                rows.add(row);
            }
            for (List<Mined> patterns : List.of(
                    MinedTable.of(rows).autocluster(0.5, 25),
                    MinedTable.of(rows).basket(0.2, 5),
                    both.differences(0.3, 5))) {
                assertThat(patterns.stream().map(Mined::values))
                        .as("seed %d", seed)
                        .containsExactlyInAnyOrder(
                                Arrays.stream(first).boxed().toList(),
                                Arrays.stream(second).boxed().toList());
            }
        }
    }

    @Test
    void equalSetsDoNotDiffer() {
        MinedTable table = new MinedTable(1);
        for (int index = 0; index < 100; index++) {
            table.add(new int[] {index % 3}, 1, false);
            table.add(new int[] {index % 3}, 1, true);
        }
        assertThat(table.differences(0.05, 5)).isEmpty();
    }

    @Test
    void emptyTablesHaveNoPatterns() {
        assertThat(new MinedTable(1).basket(0.1, 5)).isEmpty();
        assertThat(new MinedTable(1).autocluster(0.5, 25)).isEmpty();
        assertThat(new MinedTable(1).differences(0.1, 5)).isEmpty();
    }

    @Test
    void aSearchCanBeStopped() {
        CodedTableBuilder builder = new CodedTableBuilder(5, bytes -> {});
        rows(new Random(1), 100, 5).forEach(row -> builder.add(row, 1, false));
        CodedTable table = builder.build(
                0.05, (column, codes) -> Arrays.stream(codes).sorted().toArray());
        assertThatThrownBy(() -> Basket.of(table, 0.05, 5, () -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
    }

    static List<int[]> rows(Random random, int count, int width) {
        List<int[]> rows = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            rows.add(IntStream.range(0, width)
                    .map(column -> Math.min(random.nextInt(CARDINALITY), random.nextInt(CARDINALITY)))
                    .toArray());
        }
        return rows;
    }
}
