package dev.halcyon.learn.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.halcyon.learn.Seeds;
import dev.halcyon.learn.feature.CategoricalColumn;
import dev.halcyon.learn.feature.Dataset;
import dev.halcyon.learn.feature.FeatureMatrix;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.feature.NumericColumn;
import dev.halcyon.learn.model.MinMaxScaling;
import dev.halcyon.learn.model.RidgeModel;
import dev.halcyon.learn.model.RidgeOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RidgeRegressionTest {
    /** Rows with two categorical features, some categories missing, two numbers and a constant. */
    private static Dataset randomDataset(Random random, int rows) {
        List<String> categories = List.of("a", "b", "c", "d");
        int[] first = random.ints(rows, -1, 4).toArray();
        int[] second = random.ints(rows, 0, 4).toArray();
        double[] x = random.doubles(rows, 1_000, 1_010).toArray();
        double[] z = random.doubles(rows, -1, 1).toArray();
        double[] target = IntStream.range(0, rows)
                .mapToDouble(row -> 50 + 9 * first[row] - 4 * second[row] * z[row] + x[row] + random.nextGaussian())
                .toArray();
        FeatureMatrix features = FeatureMatrix.of(List.of(
                NumericColumn.of("x", x),
                CategoricalColumn.ofCodes("first", categories, first),
                NumericColumn.of("constant", rows, row -> 7),
                CategoricalColumn.ofCodes("second", categories, second),
                NumericColumn.of("z", z)));
        return new Dataset(features, "target", target);
    }

    /** Centred one-hot and scaled columns as a dense matrix: the long way round. */
    private static double[][] denseDesign(Dataset dataset) {
        List<double[]> columns = new ArrayList<>();
        FeatureMatrix features = dataset.withoutUnusedCategories().features();
        for (int f : new int[] {1, 3}) {
            CategoricalColumn column = (CategoricalColumn) features.column(f);
            for (int code = 0; code < column.categories().size(); code++) {
                int wanted = code;
                columns.add(IntStream.range(0, column.size())
                        .mapToDouble(row -> column.code(row) == wanted ? 1 : 0)
                        .toArray());
            }
        }
        for (int f : new int[] {0, 2, 4}) {
            double[] values = ((NumericColumn) features.column(f)).toArray();
            double minimum = Arrays.stream(values).min().orElseThrow();
            double maximum = Arrays.stream(values).max().orElseThrow();
            columns.add(Arrays.stream(values)
                    .map(new MinMaxScaling(minimum, maximum)::scale)
                    .toArray());
        }
        return columns.toArray(double[][]::new);
    }

    /** One array a row, with a one at the end for the intercept. */
    private static double[][] rows(double[][] columns, int rowCount) {
        double[][] rows = new double[rowCount][columns.length + 1];
        for (int row = 0; row < rowCount; row++) {
            for (int column = 0; column < columns.length; column++) {
                rows[row][column] = columns[column][row];
            }
            rows[row][columns.length] = 1;
        }
        return rows;
    }

    /** The normal equations by Gaussian elimination, leaving one row out (none for -1). */
    private static double[] solve(double[][] rows, double[] target, double alpha, int leftOut) {
        int size = rows[0].length;
        double[][] system = new double[size][size + 1];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; row != leftOut && i < size; i++) {
                for (int j = 0; j < size; j++) {
                    system[i][j] += rows[row][i] * rows[row][j];
                }
                system[i][size] += rows[row][i] * target[row];
            }
        }
        for (int i = 0; i < size - 1; i++) {
            system[i][i] += alpha;
        }
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = 0; row < size; row++) {
                double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
                for (int column = pivot; factor != 0 && column <= size; column++) {
                    system[row][column] -= factor * system[pivot][column];
                }
            }
        }
        return IntStream.range(0, size)
                .mapToDouble(i -> system[i][size] / system[i][i])
                .toArray();
    }

    private static double dot(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] * other[i])
                .sum();
    }

    @Test
    void equalsTheDenseNormalEquations() {
        Seeds.forEach(40, random -> {
            int rows = random.nextInt(5, 120);
            Dataset dataset = randomDataset(random, rows);
            double alpha = Math.pow(10, random.nextInt(-2, 3));
            double[][] design = rows(denseDesign(dataset), rows);

            RidgeModel model = RidgeRegression.fit(new RidgeOptions(List.of(alpha)), dataset);

            double[] expected = solve(design, dataset.targets(), alpha, -1);
            assertThat(model.intercept()).isCloseTo(expected[expected.length - 1], offset(1e-7));
            for (int i = 0; i < model.coefficients().size(); i++) {
                assertThat(model.coefficients().get(i)).isCloseTo(expected[i], offset(1e-7));
            }
            double[] predicted = model.predict(dataset.features());
            for (int row = 0; row < rows; row++) {
                assertThat(predicted[row]).isCloseTo(dot(design[row], expected), offset(1e-7));
            }
        });
    }

    @Test
    void leaveOneOutErrorIsThatOfRefitting() {
        Seeds.forEach(10, random -> {
            int rows = random.nextInt(20, 40);
            Dataset dataset = randomDataset(random, rows);
            double alpha = Math.pow(10, random.nextInt(-1, 2));
            double[][] design = rows(denseDesign(dataset), rows);
            double total = 0;
            for (int row = 0; row < rows; row++) {
                double[] refitted = solve(design, dataset.targets(), alpha, row);
                double error = dataset.target(row) - dot(design[row], refitted);
                total += error * error;
            }

            RidgeModel model = RidgeRegression.fit(new RidgeOptions(List.of(alpha)), dataset);

            assertThat(model.leaveOneOutError()).isCloseTo(total / rows, offset(1e-6 * (1 + total / rows)));
        });
    }

    @Test
    void theOrderOfRowsDoesNotMatter() {
        Seeds.forEach(20, random -> {
            int rows = random.nextInt(30, 200);
            Dataset dataset = randomDataset(random, rows);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, rows).boxed().toList());
            Collections.shuffle(order, random);
            Dataset shuffled =
                    dataset.rows(order.stream().mapToInt(Integer::intValue).toArray());

            RidgeModel one = RidgeRegression.fit(RidgeOptions.DEFAULT, dataset);
            RidgeModel other = RidgeRegression.fit(RidgeOptions.DEFAULT, shuffled);

            assertThat(other.alpha()).isEqualTo(one.alpha());
            assertThat(other.predict(dataset.features()))
                    .containsExactly(one.predict(dataset.features()), offset(1e-6));
        });
    }

    @Test
    void unknownCategoriesAddNothing() {
        Dataset dataset = new Dataset(
                FeatureMatrix.of(List.of(CategoricalColumn.of("type", List.of("a", "b", "a", "b")))),
                "target",
                new double[] {1, 5, 1, 5});
        RidgeModel model = RidgeRegression.fit(RidgeOptions.DEFAULT, dataset);
        double[] predicted =
                model.predict(FeatureMatrix.of(List.of(CategoricalColumn.of("type", List.of("z", "a", "b")))));
        assertThat(predicted).containsExactly(new double[] {3, 1, 5}, offset(1e-5));
    }

    @Test
    void ofEqualErrorsTheFirstPenaltyWins() {
        Dataset constant = new Dataset(
                FeatureMatrix.of(List.of(NumericColumn.of("x", 1, 2, 3, 4))), "target", new double[] {2, 2, 2, 2});
        RidgeModel model = RidgeRegression.fit(new RidgeOptions(List.of(10.0, 0.1, 1.0)), constant);
        assertThat(model.alpha()).isEqualTo(10);
        assertThat(model.coefficients()).containsExactly(0.0);
    }

    @Test
    void refusesMissingNumbersByName() {
        Dataset missing = new Dataset(
                FeatureMatrix.of(List.of(NumericColumn.of("x", 1, Double.NaN))), "target", new double[] {1, 2});
        assertThatThrownBy(() -> RidgeRegression.fit(RidgeOptions.DEFAULT, missing))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("Column x, row 1");
        assertThatThrownBy(() -> RidgeRegression.fit(RidgeOptions.DEFAULT, missing.slice(0, 1)))
                .isInstanceOf(InvalidDataException.class);
        Dataset huge = new Dataset(
                FeatureMatrix.of(List.of(NumericColumn.of("x", 1, 2, 3))), "target", new double[] {1e300, 0, -1e300});
        assertThatThrownBy(() -> RidgeRegression.fit(RidgeOptions.DEFAULT, huge))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("overflow");
        assertThatThrownBy(() -> new RidgeOptions(List.of(0.0))).isInstanceOf(IllegalArgumentException.class);
    }
}
