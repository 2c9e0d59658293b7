package dev.halcyon.analytics.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MiningTest {

    private static final int CARDINALITY = 4;

    @Test
    void basketFindsExactlyTheClosedFrequentPatterns() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 60; run++) {
            List<int[]> rows = rows(random, random.nextInt(1, 60), random.nextInt(1, 5));
            double threshold = random.nextDouble(0.05, 0.6);
            Set<String> found = new HashSet<>();
            Basket.of(table(rows), threshold, 100, MiningTest::nothing)
                    .forEach(pattern -> found.add(Arrays.toString(pattern.codes()) + pattern.weight()));
            assertThat(found).as("seed %d", seed).isEqualTo(byDefinition(rows, threshold));
        }
    }

    private static Set<String> byDefinition(List<int[]> rows, double threshold) {
        int width = rows.getFirst().length;
        Set<String> expected = new HashSet<>();
        int patterns = (int) Math.pow(CARDINALITY + 1, width);
        for (int number = 1; number < patterns; number++) {
            int[] codes = new int[width];
            int rest = number;
            for (int column = 0; column < width; column++) {
                codes[column] = rest % (CARDINALITY + 1) - 1;
                rest /= CARDINALITY + 1;
            }
            long count = count(rows, codes);
            boolean closed = count > 0 && Arrays.stream(codes).anyMatch(code -> code != Pattern.ANY);
            for (int column = 0; column < width && closed; column++) {
                for (int code = 0; code < CARDINALITY && codes[column] == Pattern.ANY; code++) {
                    int[] greater = codes.clone();
                    greater[column] = code;
                    if (count(rows, greater) == count) {
                        closed = false;
                        break;
                    }
                }
            }
            if (closed && count >= threshold * rows.size()) {
                expected.add(Arrays.toString(codes) + (double) count);
            }
        }
        return expected;
    }

    private static long count(List<int[]> rows, int[] codes) {
        return rows.stream()
                .filter(row -> IntStream.range(0, codes.length)
                        .allMatch(column -> codes[column] == Pattern.ANY || codes[column] == row[column]))
                .count();
    }

    @Test
    void patternsAreOrderedByCountTimesColumns() {
        Random random = new Random(7);
        List<Pattern> patterns = Basket.of(table(rows(random, 200, 4)), 0.05, 5, MiningTest::nothing);
        for (int index = 1; index < patterns.size(); index++) {
            Pattern before = patterns.get(index - 1);
            Pattern after = patterns.get(index);
            assertThat(before.weight() * before.fixed()).isGreaterThanOrEqualTo(after.weight() * after.fixed());
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
            assertThat(texts(Basket.of(table(shuffled), 0.1, 5, MiningTest::nothing)))
                    .as("seed %d", seed)
                    .isEqualTo(texts(Basket.of(table(rows), 0.1, 5, MiningTest::nothing)));
            assertThat(texts(Autocluster.of(table(shuffled), 0.5, 25, MiningTest::nothing)))
                    .as("seed %d", seed)
                    .isEqualTo(texts(Autocluster.of(table(rows), 0.5, 25, MiningTest::nothing)));
        }
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
            assertThat(Autocluster.of(table(rows), 0.5, 25, MiningTest::nothing).stream()
                            .map(Pattern::codes))
                    .as("seed %d", seed)
                    .contains(new int[] {1, 1, 1, Pattern.ANY}, new int[] {2, 2, 2, Pattern.ANY})
                    .hasSizeLessThan(6);
        }
    }

    @Test
    void diffpatternsFindsThePlantedDifferenceAndLittleElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            CodedTable.Builder builder = new CodedTable.Builder();
            for (int index = 0; index < 4000; index++) {
                boolean first = index % 2 == 0;
                boolean planted = first && random.nextInt(10) < 6;
                int[] row = {planted ? 0 : 1 + random.nextInt(8), planted ? 0 : 1 + random.nextInt(8), random.nextInt(3)
                };
                builder.add(row, first ? 1 : 0, first ? 0 : 1);
            }
            CodedTable table = builder.build(List.of(identity(9), identity(9), identity(3)));
            List<Pattern> patterns = DifferencePatterns.of(table, 0.2, 10, MiningTest::nothing);
            assertThat(patterns).as("seed %d", seed).isNotEmpty();
            assertThat(patterns.getFirst().codes()).as("seed %d", seed).containsExactly(0, 0, Pattern.ANY);
            assertThat(patterns).as("seed %d", seed).hasSizeLessThan(4);
        }
    }

    /** Recall: each planted pattern is found, as it is. Precision: nothing else is. */
    @Test
    void allThreeRecoverPlantedPatterns() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int found = 0;
        int planted = 0;
        int reported = 0;
        int related = 0;
        for (int run = 0; run < 10; run++) {
            int[] first = {random.nextInt(5), random.nextInt(5), Pattern.ANY, Pattern.ANY};
            int[] second = {Pattern.ANY, Pattern.ANY, 5 + random.nextInt(5), 5 + random.nextInt(5)};
            CodedTable.Builder builder = new CodedTable.Builder();
            for (int index = 0; index < 4000; index++) {
                int[] row = random.ints(4, 10, 500).toArray();
                boolean inFirstSet = index % 2 == 0;
                int[] pattern = random.nextInt(10) < 6 ? (inFirstSet ? first : second) : new int[0];
                for (int column = 0; column < pattern.length; column++) {
                    row[column] = pattern[column] == Pattern.ANY ? row[column] : pattern[column];
                }
                builder.add(row, inFirstSet ? 1 : 0, inFirstSet ? 0 : 1);
            }
            CodedTable both = builder.build(Collections.nCopies(4, identity(500)));
            CodedTable one = new CodedTable(both.columns(), sum(both), new double[both.rows()]);
            for (List<Pattern> patterns : List.of(
                    Autocluster.of(one, 0.5, 25, MiningTest::nothing),
                    Basket.of(one, 0.2, 5, MiningTest::nothing),
                    DifferencePatterns.of(both, 0.3, 5, MiningTest::nothing))) {
                for (int[] expected : List.of(first, second)) {
                    planted++;
                    found += patterns.stream().anyMatch(each -> Arrays.equals(each.codes(), expected)) ? 1 : 0;
                    related += (int) patterns.stream()
                            .filter(each -> Arrays.equals(each.codes(), expected))
                            .count();
                }
                reported += patterns.size();
            }
        }
        assertThat(found).as("recall, seed %d", seed).isEqualTo(planted);
        assertThat(related).as("precision, seed %d", seed).isEqualTo(reported);
    }

    private static double[] sum(CodedTable table) {
        return IntStream.range(0, table.rows())
                .mapToDouble(row -> table.weights()[row] + table.otherWeights()[row])
                .toArray();
    }

    @Test
    void theOrderOfRowsDoesNotMatterForDifferences() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 10; run++) {
            List<int[]> rows = rows(random, 300, 4);
            List<int[]> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, random);
            assertThat(texts(differences(shuffled))).as("seed %d", seed).isEqualTo(texts(differences(rows)));
        }
    }

    /** The first column tells the sets apart. */
    private static List<Pattern> differences(List<int[]> rows) {
        CodedTable.Builder builder = new CodedTable.Builder();
        rows.forEach(
                row -> builder.add(Arrays.copyOfRange(row, 1, row.length), row[0] == 0 ? 1 : 0, row[0] == 0 ? 0 : 1));
        return DifferencePatterns.of(
                builder.build(Collections.nCopies(3, identity(500))), 0.05, 5, MiningTest::nothing);
    }

    @Test
    void equalSetsDoNotDiffer() {
        CodedTable.Builder builder = new CodedTable.Builder();
        for (int index = 0; index < 100; index++) {
            builder.add(new int[] {index % 3}, 1, 1);
        }
        assertThat(DifferencePatterns.of(builder.build(List.of(identity(3))), 0.05, 5, MiningTest::nothing))
                .isEmpty();
    }

    @Test
    void emptyTablesHaveNoPatterns() {
        CodedTable empty = new CodedTable.Builder().build(List.of(new int[0]));
        assertThat(Basket.of(empty, 0.1, 5, MiningTest::nothing)).isEmpty();
        assertThat(Autocluster.of(empty, 0.5, 25, MiningTest::nothing)).isEmpty();
        assertThat(DifferencePatterns.of(empty, 0.1, 5, MiningTest::nothing)).isEmpty();
    }

    @Test
    void aSearchCanBeStopped() {
        assertThatThrownBy(() -> Basket.of(table(rows(new Random(1), 100, 5)), 0.05, 5, () -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
    }

    @Test
    void reductionOfRecordedTexts() {
        Map<String, Long> foo = new HashMap<>();
        IntStream.rangeClosed(1, 10).forEach(number -> foo.put("fooZ" + number, 1L));
        assertThat(TextReduction.of(foo, new HashMap<>(), 0.1, "", MiningTest::nothing))
                .containsExactly(new TextReduction.Reduced("others", 10, ""));
        assertThat(TextReduction.of(foo, new HashMap<>(), 0.1, "Z", MiningTest::nothing))
                .containsExactly(new TextReduction.Reduced("foo*", 10, "fooZ1"));
        Map<String, Long> digits = new HashMap<>();
        IntStream.range(0, 10).forEach(number -> digits.put("MachineLearningX" + number, 100L));
        assertThat(TextReduction.of(digits, new HashMap<>(), 0.001, "X", MiningTest::nothing))
                .containsExactly(new TextReduction.Reduced("MachineLearning*", 1000, "MachineLearningX0"));
        assertThat(TextReduction.of(digits, new HashMap<>(), 0.9, "X", MiningTest::nothing))
                .hasSize(10)
                .allMatch(each -> each.pattern().equals("MachineLearning*") && each.count() == 100);
    }

    @Test
    void reductionGroupsMessagesOfOneTemplate() {
        Map<String, Long> counts = new HashMap<>();
        for (int number = 0; number < 50; number++) {
            counts.put("user u%dx logged in from host%dy".formatted(number, number), 1L);
            counts.put("disk /dev/sd%c is full".formatted((char) ('a' + number % 26)), 2L);
        }
        Map<String, String> patterns = new HashMap<>();
        assertThat(TextReduction.of(counts, patterns, 0.5, "", MiningTest::nothing))
                .extracting(TextReduction.Reduced::pattern)
                .containsExactlyInAnyOrder("user * logged in from *", "disk /dev/* is full");
        assertThat(patterns).hasSameSizeAs(counts);
    }

    private static List<int[]> rows(Random random, int count, int width) {
        List<int[]> rows = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            rows.add(IntStream.range(0, width)
                    .map(column -> Math.min(random.nextInt(CARDINALITY), random.nextInt(CARDINALITY)))
                    .toArray());
        }
        return rows;
    }

    private static CodedTable table(List<int[]> rows) {
        int width = rows.getFirst().length;
        CodedTable.Builder builder = new CodedTable.Builder();
        rows.forEach(row -> builder.add(row.clone(), 1, 0));
        return builder.build(Collections.nCopies(width, identity(500)));
    }

    private static int[] identity(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static List<String> texts(List<Pattern> patterns) {
        return patterns.stream()
                .map(pattern -> Arrays.toString(pattern.codes()) + pattern.weight())
                .toList();
    }

    /** The searches are never stopped. */
    private static void nothing() {}
}
