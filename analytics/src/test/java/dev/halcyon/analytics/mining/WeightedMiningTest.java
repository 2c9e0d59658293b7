package dev.halcyon.analytics.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.halcyon.analytics.mining.MinedTable.Mined;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that count differently. */
class WeightedMiningTest {

    private record Row(int[] values, double weight, boolean other) {}

    private static MinedTable table(List<Row> rows) {
        MinedTable table = new MinedTable(rows.getFirst().values.length);
        rows.forEach(row -> table.add(row.values, row.weight, row.other));
        return table;
    }

    private static List<List<Mined>> all(List<Row> rows) {
        List<Row> oneSet =
                rows.stream().map(row -> new Row(row.values, row.weight, false)).toList();
        return List.of(
                table(oneSet).basket(0.05, 5),
                table(oneSet).autocluster(0.5, 25),
                table(rows).differences(0.05, 5));
    }

    /** Sums of reals in another order differ in their last digits, unless they are exact. */
    @Test
    void theOrderOfRowsDoesNotMatterWithRealWeights() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 30; run++) {
            double scale = Math.pow(10, random.nextInt(-12, 13));
            List<Row> rows = new ArrayList<>();
            for (int[] values : MiningTest.rows(random, 300, 4)) {
                double weight = scale * Math.pow(10, random.nextDouble(-6, 3));
                rows.add(new Row(values, weight, random.nextBoolean()));
            }
            List<List<Mined>> expected = all(rows);
            assertThat(expected).allMatch(patterns -> !patterns.isEmpty());
            for (int order = 0; order < 3; order++) {
                Collections.shuffle(rows, random);
                assertThat(all(rows)).as("seed %d", seed).isEqualTo(expected);
            }
        }
    }

    /** Few different rows are merged while they are read; when, depends on their order. */
    @Test
    void theOrderOfManyRowsDoesNotMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        double[] weights = random.doubles(7, 0.1, 1e9).toArray();
        List<Row> rows = new ArrayList<>();
        for (int index = 0; index < 300_000; index++) {
            boolean sparse = index > 200_000;
            rows.add(new Row(
                    new int[] {random.nextInt(3), sparse ? random.nextInt(100_000) : 0, random.nextInt(4)},
                    weights[random.nextInt(7)],
                    index % 2 == 0));
        }
        List<List<Mined>> expected = all(rows);
        Collections.shuffle(rows, random);
        assertThat(all(rows)).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void aWeightCountsLikeAsManyRows() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            List<Row> weighted = new ArrayList<>();
            List<Row> repeated = new ArrayList<>();
            for (int[] values : MiningTest.rows(random, 100, 4)) {
                int weight = random.nextInt(1, 6);
                Row row = new Row(values, weight, random.nextBoolean());
                weighted.add(row);
                repeated.addAll(Collections.nCopies(weight, new Row(values, 1, row.other)));
            }
            assertThat(all(weighted)).as("seed %d", seed).isEqualTo(all(repeated));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1.0 / 3, 7, 1e-300, 1e300})
    void equalWeightsGiveWhatCountsGive(double weight) {
        List<int[]> rows = MiningTest.rows(new Random(5), 100, 4);
        List<Row> weighted =
                rows.stream().map(row -> new Row(row, weight, row[0] == 0)).toList();
        List<Row> counted =
                rows.stream().map(row -> new Row(row, 1, row[0] == 0)).toList();
        assertThat(all(weighted).stream()
                        .map(patterns -> patterns.stream().map(Mined::values).toList()))
                .isEqualTo(all(counted).stream()
                        .map(patterns -> patterns.stream().map(Mined::values).toList())
                        .toList());
    }

    @Test
    void weightsAreSummed() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        double sum = 0;
        for (int index = 0; index < 1000; index++) {
            double weight = random.nextDouble();
            int[] values = {index % 2, index};
            rows.add(new Row(values, weight, false));
            sum += index % 2 == 0 ? weight : 0;
        }
        Mined even = table(rows).basket(0.3, 5).stream()
                .filter(pattern -> pattern.values().getFirst() == 0)
                .findFirst()
                .orElseThrow();
        assertThat(even.weight()).as("seed %d", seed).isCloseTo(sum, within(1e-9 * sum));
    }

    @Test
    void aHeavyRowMakesASegment() {
        List<Row> rows = new ArrayList<>(IntStream.range(0, 100)
                .mapToObj(index -> new Row(new int[] {index % 2, 10 + index}, 1, false))
                .toList());
        rows.add(new Row(new int[] {5, 5}, 100, false));
        assertThat(table(rows).autocluster(0.5, 25).getFirst().values()).isEqualTo(Arrays.asList(5, 5));
    }
}
