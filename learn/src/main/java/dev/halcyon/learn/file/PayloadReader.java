package dev.halcyon.learn.file;

import dev.halcyon.learn.feature.Feature;
import dev.halcyon.learn.feature.FeatureSchema;
import dev.halcyon.learn.file.JsonField.Problem;
import dev.halcyon.learn.model.BoostedTreesModel;
import dev.halcyon.learn.model.BoostingOptions;
import dev.halcyon.learn.model.BoostingOptions.EarlyStopping;
import dev.halcyon.learn.model.MinMaxScaling;
import dev.halcyon.learn.model.Model;
import dev.halcyon.learn.model.RegressionTree;
import dev.halcyon.learn.model.RidgeModel;
import dev.halcyon.learn.model.RidgeOptions;
import dev.halcyon.learn.training.TrainedModel;
import dev.halcyon.learn.training.TrainingWindow;
import dev.halcyon.learn.validation.Fold;
import dev.halcyon.learn.validation.RegressionErrors;
import dev.halcyon.learn.validation.ValidationReport;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A trained model out of JSON, every field checked; {@link PayloadWriter} is its mirror. */
final class PayloadReader {
    static final String RIDGE = "ridge";
    static final String BOOSTED_TREES = "boosted-trees";

    private static final int LARGEST_FEATURE_COUNT = 10_000;
    private static final int LARGEST_CATEGORY_COUNT = 100_000;
    private static final int LARGEST_FOLD_COUNT = 1_000;
    private static final int LARGEST_ALPHA_COUNT = 10_000;

    private PayloadReader() {}

    static TrainedModel read(JsonField payload) throws Problem {
        payload.requireNames(Set.of("target", "window", "features", "validation", "model"));
        FeatureSchema schema = readFeatures(payload.get("features"));
        return new TrainedModel(
                readModel(payload.get("model"), schema),
                payload.get("target").text(),
                readWindow(payload.get("window")),
                readValidation(payload.get("validation")));
    }

    private static TrainingWindow readWindow(JsonField field) throws Problem {
        field.requireNames(Set.of("first", "last", "rows"));
        Instant first = readInstant(field.get("first"));
        Instant last = readInstant(field.get("last"));
        int rows = field.get("rows").integer(1, Integer.MAX_VALUE);
        return field.build(place -> new TrainingWindow(first, last, rows));
    }

    private static Instant readInstant(JsonField field) throws Problem {
        try {
            return Instant.parse(field.text());
        } catch (DateTimeException e) {
            throw field.problem("expected a time such as 2023-03-19T23:00:00Z");
        }
    }

    private static FeatureSchema readFeatures(JsonField field) throws Problem {
        List<Feature> features = field.list(LARGEST_FEATURE_COUNT, PayloadReader::readFeature);
        return field.build(place -> new FeatureSchema(features));
    }

    private static Feature readFeature(JsonField field) throws Problem {
        String name = field.get("name").text();
        String kind = field.get("kind").text();
        return switch (kind) {
            case "number" -> {
                field.requireNames(Set.of("name", "kind"));
                yield new Feature.Numeric(name);
            }
            case "category" -> {
                field.requireNames(Set.of("name", "kind", "categories"));
                List<String> categories = field.get("categories").list(LARGEST_CATEGORY_COUNT, JsonField::text);
                yield field.build(place -> new Feature.Categorical(name, categories));
            }
            default -> throw field.problem("%s is no kind of feature".formatted(kind));
        };
    }

    private static ValidationReport readValidation(JsonField field) throws Problem {
        List<ValidationReport.FoldResult> folds = field.list(LARGEST_FOLD_COUNT, PayloadReader::readFold);
        return field.build(place -> new ValidationReport(folds));
    }

    private static ValidationReport.FoldResult readFold(JsonField field) throws Problem {
        field.requireNames(Set.of("trainEnd", "testEnd", "meanAbsoluteError", "rootMeanSquaredError"));
        int trainEnd = field.get("trainEnd").integer(1, Integer.MAX_VALUE);
        int testEnd = field.get("testEnd").integer(1, Integer.MAX_VALUE);
        RegressionErrors errors = new RegressionErrors(
                field.get("meanAbsoluteError").number(),
                field.get("rootMeanSquaredError").number());
        return field.build(place -> new ValidationReport.FoldResult(new Fold(trainEnd, testEnd), errors));
    }

    private static Model readModel(JsonField field, FeatureSchema schema) throws Problem {
        String kind = field.get("kind").text();
        return switch (kind) {
            case RIDGE -> readRidge(field, schema);
            case BOOSTED_TREES -> readBoosted(field, schema);
            default -> throw field.problem("%s is no kind of model".formatted(kind));
        };
    }

    private static RidgeModel readRidge(JsonField field, FeatureSchema schema) throws Problem {
        field.requireNames(
                Set.of("kind", "alphas", "alpha", "leaveOneOutError", "intercept", "coefficients", "scaling"));
        JsonField alphaField = field.get("alphas");
        List<Double> alphas = alphaField.list(LARGEST_ALPHA_COUNT, JsonField::number);
        RidgeOptions options = alphaField.build(place -> new RidgeOptions(alphas));
        double alpha = field.get("alpha").number();
        double leaveOneOutError = field.get("leaveOneOutError").number();
        double intercept = field.get("intercept").number();
        List<Double> coefficients = field.get("coefficients").list(Integer.MAX_VALUE, JsonField::number);
        List<MinMaxScaling> scaling = field.get("scaling").list(LARGEST_FEATURE_COUNT, PayloadReader::readScaling);
        return field.build(
                place -> new RidgeModel(schema, options, alpha, leaveOneOutError, intercept, coefficients, scaling));
    }

    private static MinMaxScaling readScaling(JsonField field) throws Problem {
        field.requireNames(Set.of("minimum", "maximum"));
        double minimum = field.get("minimum").number();
        double maximum = field.get("maximum").number();
        return field.build(place -> new MinMaxScaling(minimum, maximum));
    }

    private static BoostedTreesModel readBoosted(JsonField field, FeatureSchema schema) throws Problem {
        field.requireNames(Set.of("kind", "options", "baseline", "trees"));
        BoostingOptions options = readOptions(field.get("options"));
        double baseline = field.get("baseline").number();
        List<RegressionTree> trees = field.get("trees").list(BoostingOptions.LARGEST_ITERATION_COUNT, TreeFormat::read);
        return field.build(place -> new BoostedTreesModel(schema, options, baseline, trees));
    }

    private static BoostingOptions readOptions(JsonField field) throws Problem {
        field.requireNames(Set.of(
                "iterations",
                "learningRate",
                "maximumLeaves",
                "minimumRowsPerLeaf",
                "l2Regularization",
                "maximumBins",
                "earlyStopping"));
        int iterations = field.get("iterations").integer(1, BoostingOptions.LARGEST_ITERATION_COUNT);
        double learningRate = field.get("learningRate").number();
        int maximumLeaves = field.get("maximumLeaves").integer(2, BoostingOptions.LARGEST_LEAF_COUNT);
        int minimumRowsPerLeaf = field.get("minimumRowsPerLeaf").integer(1, Integer.MAX_VALUE);
        double l2Regularization = field.get("l2Regularization").number();
        int maximumBins = field.get("maximumBins").integer(2, BoostingOptions.LARGEST_BIN_COUNT);
        List<EarlyStopping> earlyStopping = field.get("earlyStopping").list(1, PayloadReader::readEarlyStopping);
        return field.build(place -> new BoostingOptions(
                iterations,
                learningRate,
                maximumLeaves,
                minimumRowsPerLeaf,
                l2Regularization,
                maximumBins,
                earlyStopping.stream().findFirst()));
    }

    private static EarlyStopping readEarlyStopping(JsonField field) throws Problem {
        field.requireNames(Set.of("heldOutFraction", "patience", "tolerance"));
        double heldOutFraction = field.get("heldOutFraction").number();
        int patience = field.get("patience").integer(1, Integer.MAX_VALUE);
        double tolerance = field.get("tolerance").number();
        return field.build(place -> new EarlyStopping(heldOutFraction, patience, tolerance));
    }
}
