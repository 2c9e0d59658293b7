package dev.halcyon.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.halcyon.learn.Seeds;
import dev.halcyon.learn.feature.CategoricalColumn;
import dev.halcyon.learn.feature.Dataset;
import dev.halcyon.learn.feature.FeatureMatrix;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.feature.NumericColumn;
import dev.halcyon.learn.model.BoostedTreesModel;
import dev.halcyon.learn.model.BoostingOptions;
import dev.halcyon.learn.model.BoostingOptions.EarlyStopping;
import dev.halcyon.learn.model.RegressionTree;
import dev.halcyon.learn.model.TreeNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GradientBoostingTest {
    private static final List<String> CATEGORIES =
            IntStream.range(0, 20).mapToObj(code -> "category" + code).toList();

    /** Missing numbers, missing and unknown categories, more distinct values than bins, all options changed. */
    @Test
    void equalsScikitLearnOnMissingValues() throws IOException {
        JsonNode reference;
        try (InputStream stream = Objects.requireNonNull(
                GradientBoostingTest.class.getResourceAsStream("/reference/missing_values.reference.json"))) {
            reference = JsonMapper.shared().readTree(stream);
        }
        JsonNode train = Objects.requireNonNull(reference.get("train"));
        Dataset dataset = new Dataset(matrix(train), "target", numbers(train, "target"));
        JsonNode cases = Objects.requireNonNull(reference.get("cases"));
        BoostingOptions changed = new BoostingOptions(30, 0.3, 12, 5, 2.5, 40, Optional.empty());
        List<BoostingOptions> options = List.of(BoostingOptions.DEFAULT, changed);
        for (int i = 0; i < options.size(); i++) {
            BoostedTreesModel model = GradientBoosting.fit(options.get(i), dataset);
            assertThat(model.predict(matrix(Objects.requireNonNull(reference.get("test")))))
                    .containsExactly(numbers(cases.get(i), "predictions"), offset(1e-9));
        }
    }

    private static FeatureMatrix matrix(JsonNode columns) {
        int[] codes = Arrays.stream(numbers(columns, "category"))
                .mapToInt(code -> Double.isNaN(code) ? CategoricalColumn.MISSING : (int) code)
                .toArray();
        return FeatureMatrix.of(List.of(
                CategoricalColumn.ofCodes("category", CATEGORIES, codes),
                NumericColumn.of("wide", numbers(columns, "wide")),
                NumericColumn.of("gaps", numbers(columns, "gaps")),
                NumericColumn.of("small", numbers(columns, "small"))));
    }

    private static double[] numbers(JsonNode columns, String name) {
        return Objects.requireNonNull(columns.get(name))
                .valueStream()
                .mapToDouble(value -> value.isNull() ? Double.NaN : value.asDouble())
                .toArray();
    }

    private static Dataset randomDataset(Random random, int rows) {
        int[] codes = random.ints(rows, 0, 6).toArray();
        double[] x = random.doubles(rows, 0, 10).toArray();
        double[] target = IntStream.range(0, rows)
                .mapToDouble(row -> codes[row] * codes[row] + Math.sin(x[row]) * 5 + random.nextGaussian())
                .toArray();
        return new Dataset(
                FeatureMatrix.of(
                        List.of(CategoricalColumn.ofCodes("category", CATEGORIES, codes), NumericColumn.of("x", x))),
                "target",
                target);
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        Seeds.forEach(5, random -> {
            int rows = random.nextInt(200, 800);
            Dataset dataset = randomDataset(random, rows);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, rows).boxed().toList());
            Collections.shuffle(order, random);
            Dataset shuffled =
                    dataset.rows(order.stream().mapToInt(Integer::intValue).toArray());
            // Few trees: sums in another order differ in the last bit, which rounds a single precision gradient
            // differently now and then, and many trees add that up.
            BoostingOptions options = BoostingOptions.DEFAULT.withIterations(10);
            assertThat(GradientBoosting.fit(options, shuffled).predict(dataset.features()))
                    .containsExactly(GradientBoosting.fit(options, dataset).predict(dataset.features()), offset(1e-5));
        });
    }

    @Test
    void theSameRowsGiveTheSameModel() {
        Seeds.forEach(3, random -> {
            Dataset dataset = randomDataset(random, 300);
            assertThat(GradientBoosting.fit(BoostingOptions.DEFAULT, dataset))
                    .isEqualTo(GradientBoosting.fit(BoostingOptions.DEFAULT, dataset));
        });
    }

    @Test
    void leavesHaveTheirRowsAndTreesTheirLeaves() {
        Seeds.forEach(10, random -> {
            int rows = random.nextInt(1, 500);
            BoostingOptions options = new BoostingOptions(
                    5, 0.5, random.nextInt(2, 40), random.nextInt(1, 50), 0, random.nextInt(6, 256), Optional.empty());
            BoostedTreesModel model = GradientBoosting.fit(options, randomDataset(random, rows));
            for (RegressionTree tree : model.trees()) {
                assertThat(tree.leafCount()).isBetween(1, options.maximumLeaves());
                List<TreeNode> leaves = tree.nodes().stream()
                        .filter(node -> node instanceof TreeNode.Leaf)
                        .toList();
                assertThat(leaves.stream().mapToInt(TreeNode::rows).sum()).isEqualTo(rows);
                assertThat(leaves).allMatch(leaf -> leaves.size() == 1 || leaf.rows() >= options.minimumRowsPerLeaf());
            }
        });
    }

    @Test
    void trainingErrorFallsWithEveryTree() {
        Seeds.forEach(3, random -> {
            Dataset dataset = randomDataset(random, 400);
            double before = Double.POSITIVE_INFINITY;
            for (int iterations = 1; iterations < 40; iterations += 6) {
                double[] predicted = GradientBoosting.fit(BoostingOptions.DEFAULT.withIterations(iterations), dataset)
                        .predict(dataset.features());
                double error = IntStream.range(0, predicted.length)
                        .mapToDouble(row -> Math.pow(predicted[row] - dataset.target(row), 2))
                        .sum();
                assertThat(error).isLessThan(before);
                before = error;
            }
        });
    }

    @Test
    void tooFewRowsForASplitGiveTheMean() {
        Dataset dataset = new Dataset(
                FeatureMatrix.of(List.of(NumericColumn.of("x", 1, 2, 3))), "target", new double[] {1, 2, 6});
        assertThat(GradientBoosting.fit(BoostingOptions.DEFAULT, dataset).predict(dataset.features()))
                .containsExactly(3, 3, 3);
    }

    @Test
    void infiniteFeaturesAreOrdinaryLargeNumbers() {
        double infinity = Double.POSITIVE_INFINITY;
        Dataset dataset = new Dataset(
                FeatureMatrix.of(List.of(NumericColumn.of("x", -infinity, -infinity, 0, 0, infinity, infinity))),
                "target",
                new double[] {1, 1, 2, 2, 3, 3});
        BoostingOptions options = new BoostingOptions(1, 1, 31, 1, 0, 255, Optional.empty());
        assertThat(GradientBoosting.fit(options, dataset).predict(dataset.features()))
                .containsExactly(new double[] {1, 1, 2, 2, 3, 3}, offset(1e-6));
    }

    @Test
    void theTwoInfinitiesArePartedToo() {
        Dataset dataset = new Dataset(
                FeatureMatrix.of(List.of(NumericColumn.of("x", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))),
                "target",
                new double[] {1, 3});
        BoostingOptions options = new BoostingOptions(1, 1, 31, 1, 0, 255, Optional.empty());
        assertThat(GradientBoosting.fit(options, dataset).predict(dataset.features()))
                .containsExactly(new double[] {1, 3}, offset(1e-6));
    }

    @Test
    void refusesTargetsBeyondSinglePrecision() {
        Dataset dataset = new Dataset(
                FeatureMatrix.of(List.of(NumericColumn.of("x", 1, 2))), "target", new double[] {1e300, -1e300});
        assertThatThrownBy(() -> GradientBoosting.fit(BoostingOptions.DEFAULT, dataset))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("target is 1.0E300 in row 0");
    }

    @Test
    void earlyStoppingEndsWhenNewRowsNoLongerImprove() {
        Random random = new Random(7);
        int rows = 600;
        Dataset noise = new Dataset(
                FeatureMatrix.of(
                        List.of(NumericColumn.of("x", random.doubles(rows).toArray()))),
                "target",
                random.doubles(rows).toArray());
        int trees = GradientBoosting.fit(BoostingOptions.DEFAULT.withEarlyStopping(EarlyStopping.DEFAULT), noise)
                .trees()
                .size();
        assertThat(trees).isBetween(EarlyStopping.DEFAULT.patience(), 99);
    }

    @Test
    void largeColumnsAreBinnedFromASample() {
        int rows = FeatureBins.Thresholds.SAMPLE_SIZE + 50_000;
        FeatureBins bins = FeatureBins.fit(NumericColumn.of("x", rows, row -> row), 255);
        int[] sizes = new int[256];
        for (byte bin : bins.binsOf(NumericColumn.of("x", rows, row -> row))) {
            sizes[Byte.toUnsignedInt(bin)]++;
        }
        assertThat(bins.count()).isEqualTo(255);
        assertThat(Arrays.stream(sizes).limit(255)).allMatch(size -> size > rows / 255 / 2 && size < rows / 255 * 2);
    }

    @Test
    void refusesMoreCategoriesThanBins() {
        Dataset dataset = new Dataset(
                FeatureMatrix.of(List.of(CategoricalColumn.of(
                        "user",
                        IntStream.range(0, 300).mapToObj(Integer::toString).toList()))),
                "target",
                new double[300]);
        assertThatThrownBy(() -> GradientBoosting.fit(BoostingOptions.DEFAULT, dataset))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("user has 300 categories");
        assertThatThrownBy(() -> GradientBoosting.fit(BoostingOptions.DEFAULT, dataset.slice(0, 0)))
                .isInstanceOf(InvalidDataException.class);
    }
}
