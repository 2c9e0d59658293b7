package dev.halcyon.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.halcyon.learn.boosting.GradientBoosting;
import dev.halcyon.learn.detect.ResidualAnomalies;
import dev.halcyon.learn.detect.ScoredRow;
import dev.halcyon.learn.detect.TukeyFences;
import dev.halcyon.learn.feature.Dataset;
import dev.halcyon.learn.feature.SeriesFeatures;
import dev.halcyon.learn.feature.Ticks;
import dev.halcyon.learn.linear.RidgeRegression;
import dev.halcyon.learn.model.BoostedTreesModel;
import dev.halcyon.learn.model.BoostingOptions;
import dev.halcyon.learn.model.Hyperparameters;
import dev.halcyon.learn.model.RegressionTree;
import dev.halcyon.learn.model.RidgeModel;
import dev.halcyon.learn.model.RidgeOptions;
import dev.halcyon.learn.validation.CrossValidation;
import dev.halcyon.learn.validation.Fold;
import dev.halcyon.learn.validation.MeanAndDeviation;
import dev.halcyon.learn.validation.RegressionErrors;
import dev.halcyon.learn.validation.TimeSeriesSplit;
import dev.halcyon.learn.validation.Trainer;
import dev.halcyon.learn.validation.ValidationReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every figure scikit-learn 1.2.1 gives for the tutorial, on both demo series. */
class ScikitLearnReferenceTest {
    private static final double DIGITS = 1e-9;
    /** Relative 1e-10: scikit-learn's own ridge coefficients carry noise of 1e-11 where the penalty is small. */
    private static final Percentage ALL_PRINTED_DIGITS = withinPercentage(1e-8);

    static Stream<UsageReference> series() {
        return Stream.of("synthetic_usage", "real_tweets_usage").map(UsageReference::load);
    }

    @ParameterizedTest
    @MethodSource("series")
    void foldsAreTheSameRows(UsageReference reference) {
        assertThat(reference.history().rowCount())
                .isEqualTo(reference.figure("n_train").asInt());
        assertThat(reference.lastWeek().rowCount())
                .isEqualTo(reference.figure("n_new").asInt());

        List<Fold> folds = TimeSeriesSplit.DEFAULT.of(reference.history().rowCount());

        List<Fold> expected = reference
                .figure("folds")
                .valueStream()
                .map(fold -> new Fold(
                        Objects.requireNonNull(fold.get("test")).get(0).asInt(),
                        Objects.requireNonNull(fold.get("test")).get(1).asInt()))
                .toList();
        assertThat(folds).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("series")
    void ridgeChoosesTheSamePenaltyInEveryFold(UsageReference reference) {
        Dataset dataset = reference.dataset();
        double[] alphas = TimeSeriesSplit.DEFAULT.of(dataset.rowCount()).stream()
                .map(fold -> RidgeRegression.fit(RidgeOptions.DEFAULT, dataset.slice(0, fold.trainEnd())))
                .mapToDouble(RidgeModel::alpha)
                .toArray();
        assertThat(alphas).containsExactly(reference.numbers("ridge", "fold_alpha"), offset(0.0));
    }

    @ParameterizedTest
    @MethodSource("series")
    void ridgeHasTheSameCoefficients(UsageReference reference) {
        RidgeModel model = RidgeRegression.fit(RidgeOptions.DEFAULT, reference.dataset());

        assertThat(RidgeOptions.DEFAULT.alphas().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .containsExactly(reference.numbers("ridge", "alphas"), offset(0.0));
        assertThat(model.alpha()).isEqualTo(reference.figure("ridge", "alpha").asDouble());
        assertThat(-model.leaveOneOutError())
                .isCloseTo(reference.figure("ridge", "best_score").asDouble(), withinPercentage(1e-9));
        assertThat(model.intercept())
                .isCloseTo(reference.figure("ridge", "intercept").asDouble(), offset(1e-8));
        assertThat(model.coefficients().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .containsExactly(reference.numbers("ridge", "coef"), offset(1e-8));
        assertThat(model.scaling().stream()
                        .mapToDouble(scaling -> scaling.maximum())
                        .toArray())
                .containsExactly(reference.numbers("ridge", "minmax_max"), offset(0.0));
        assertThat(model.coefficientNames().subList(0, 6))
                .isEqualTo(reference
                        .figure("ridge", "onehot_categories")
                        .valueStream()
                        .map(category -> "DataType=" + category.asString())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("series")
    void crossValidationHasTheSameErrors(UsageReference reference) {
        compareErrors(reference, "ridge", RidgeOptions.DEFAULT);
        compareErrors(reference, "hgb", BoostingOptions.DEFAULT);
    }

    private static void compareErrors(UsageReference reference, String name, Hyperparameters hyperparameters) {
        ValidationReport report = CrossValidation.run(hyperparameters, reference.dataset(), TimeSeriesSplit.DEFAULT);
        List<RegressionErrors> errors =
                report.folds().stream().map(ValidationReport.FoldResult::errors).toList();
        compare(errors.stream().mapToDouble(RegressionErrors::meanAbsoluteError), reference.numbers(name, "mae"));
        compare(errors.stream().mapToDouble(RegressionErrors::rootMeanSquaredError), reference.numbers(name, "rmse"));
        compare(report.meanAbsoluteError(), reference, name, "mae");
        compare(report.rootMeanSquaredError(), reference, name, "rmse");
    }

    private static void compare(DoubleStream actual, double[] expected) {
        double[] figures = actual.toArray();
        assertThat(figures).hasSameSizeAs(expected);
        for (int i = 0; i < figures.length; i++) {
            assertThat(figures[i]).isCloseTo(expected[i], ALL_PRINTED_DIGITS);
        }
    }

    private static void compare(MeanAndDeviation actual, UsageReference reference, String model, String figure) {
        assertThat(actual.mean())
                .isCloseTo(reference.figure(model, figure + "_mean").asDouble(), ALL_PRINTED_DIGITS);
        assertThat(actual.standardDeviation())
                .isCloseTo(reference.figure(model, figure + "_std").asDouble(), ALL_PRINTED_DIGITS);
    }

    @ParameterizedTest
    @MethodSource("series")
    void boostingGrowsTheSameTrees(UsageReference reference) {
        BoostedTreesModel model = GradientBoosting.fit(BoostingOptions.DEFAULT, reference.dataset());

        assertThat(model.baseline())
                .isEqualTo(reference.figure("hgb", "baseline").asDouble());
        assertThat(model.trees().stream().mapToDouble(RegressionTree::leafCount).toArray())
                .containsExactly(reference.numbers("hgb", "n_leaves"), offset(0.0));
    }

    @ParameterizedTest
    @MethodSource("series")
    void lastWeekIsPredictedAndMarkedTheSame(UsageReference reference) {
        BoostedTreesModel model = GradientBoosting.fit(BoostingOptions.DEFAULT, reference.dataset());
        double[] predicted = model.predict(SeriesFeatures.USAGE.matrix(reference.lastWeek()));

        ResidualAnomalies scored = ResidualAnomalies.of(reference.lastWeek(), predicted, TukeyFences.Options.DEFAULT);

        Map<String, JsonNode> expected = byKey(reference.figure("predictions_last_week"));
        assertThat(scored.rows()).hasSameSizeAs(expected.entrySet());
        for (ScoredRow row : scored.rows()) {
            JsonNode figures = Objects.requireNonNull(expected.get(key(row)));
            assertThat(row.actual()).isEqualTo(number(figures, "ActualUsage"));
            assertThat(row.predicted()).isCloseTo(number(figures, "PredictedUsage"), offset(DIGITS));
        }
        scored.fences().forEach((group, fences) -> {
            double[] figures = reference.numbers("fences", group);
            assertThat(fences.lower()).isCloseTo(figures[0], offset(DIGITS));
            assertThat(fences.upper()).isCloseTo(figures[1], offset(DIGITS));
        });
        Map<String, JsonNode> anomalies = byKey(reference.figure("anomalies"));
        assertThat(scored.anomalies().stream().map(ScikitLearnReferenceTest::key))
                .containsExactlyInAnyOrderElementsOf(anomalies.keySet());
        for (ScoredRow row : scored.anomalies()) {
            JsonNode figures = Objects.requireNonNull(anomalies.get(key(row)));
            assertThat(row.anomaly()).isEqualTo((int) number(figures, "Anomalies"));
            assertThat(row.residual()).isCloseTo(number(figures, "Residual"), offset(DIGITS));
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void lastWeekErrorsAreTheSame(UsageReference reference) {
        for (Map.Entry<String, Hyperparameters> entry : Map.of(
                        "ridge", RidgeOptions.DEFAULT, "hgb", (Hyperparameters) BoostingOptions.DEFAULT)
                .entrySet()) {
            RegressionErrors errors = RegressionErrors.of(
                    reference.lastWeek().values(),
                    Trainer.fit(entry.getValue(), reference.dataset())
                            .predict(SeriesFeatures.USAGE.matrix(reference.lastWeek())));
            String model = entry.getKey();
            compare(DoubleStream.of(errors.meanAbsoluteError(), errors.rootMeanSquaredError()), new double[] {
                reference.figure("last_week", model, "mae").asDouble(),
                reference.figure("last_week", model, "rmse").asDouble()
            });
        }
    }

    private static Map<String, JsonNode> byKey(JsonNode rows) {
        Map<String, JsonNode> byKey = new HashMap<>();
        rows.valueStream()
                .forEach(row -> byKey.put(
                        Objects.requireNonNull(row.get("TimeGenerated")).asString() + " "
                                + Objects.requireNonNull(row.get("DataType")).asString(),
                        row));
        return byKey;
    }

    private static String key(ScoredRow row) {
        Instant time = Ticks.toInstant(row.ticks());
        return time + " " + row.group();
    }

    private static double number(JsonNode row, String name) {
        return Objects.requireNonNull(row.get(name)).asDouble();
    }
}
