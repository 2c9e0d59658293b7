package dev.halcyon.learn.file;

import dev.halcyon.learn.feature.Feature;
import dev.halcyon.learn.model.BoostedTreesModel;
import dev.halcyon.learn.model.BoostingOptions;
import dev.halcyon.learn.model.MinMaxScaling;
import dev.halcyon.learn.model.Model;
import dev.halcyon.learn.model.RegressionTree;
import dev.halcyon.learn.model.RidgeModel;
import dev.halcyon.learn.training.TrainedModel;
import dev.halcyon.learn.validation.ValidationReport;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A trained model as JSON; {@link PayloadReader} is its mirror. */
final class PayloadWriter {
    private PayloadWriter() {}

    static ObjectNode write(TrainedModel trained) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("target", trained.targetName());
        ObjectNode window = payload.putObject("window");
        window.put("first", trained.window().first().toString());
        window.put("last", trained.window().last().toString());
        window.put("rows", trained.window().rows());
        writeFeatures(trained.model(), payload.putArray("features"));
        writeValidation(trained.validation(), payload.putArray("validation"));
        writeModel(trained.model(), payload.putObject("model"));
        return payload;
    }

    private static void writeFeatures(Model model, ArrayNode target) {
        for (Feature feature : model.schema().features()) {
            ObjectNode written = target.addObject();
            written.put("name", feature.name());
            switch (feature) {
                case Feature.Numeric ignored -> written.put("kind", "number");
                case Feature.Categorical categorical -> {
                    written.put("kind", "category");
                    ArrayNode categories = written.putArray("categories");
                    categorical.categories().forEach(categories::add);
                }
            }
        }
    }

    private static void writeValidation(ValidationReport report, ArrayNode target) {
        for (ValidationReport.FoldResult result : report.folds()) {
            ObjectNode written = target.addObject();
            written.put("trainEnd", result.fold().trainEnd());
            written.put("testEnd", result.fold().testEnd());
            written.put("meanAbsoluteError", result.errors().meanAbsoluteError());
            written.put("rootMeanSquaredError", result.errors().rootMeanSquaredError());
        }
    }

    private static void writeModel(Model model, ObjectNode target) {
        switch (model) {
            case RidgeModel ridge -> writeRidge(ridge, target);
            case BoostedTreesModel boosted -> writeBoosted(boosted, target);
        }
    }

    private static void writeRidge(RidgeModel ridge, ObjectNode target) {
        target.put("kind", PayloadReader.RIDGE);
        addAll(ridge.hyperparameters().alphas(), target.putArray("alphas"));
        target.put("alpha", ridge.alpha());
        target.put("leaveOneOutError", ridge.leaveOneOutError());
        target.put("intercept", ridge.intercept());
        addAll(ridge.coefficients(), target.putArray("coefficients"));
        ArrayNode scaling = target.putArray("scaling");
        for (MinMaxScaling range : ridge.scaling()) {
            ObjectNode written = scaling.addObject();
            written.put("minimum", range.minimum());
            written.put("maximum", range.maximum());
        }
    }

    private static void writeBoosted(BoostedTreesModel boosted, ObjectNode target) {
        target.put("kind", PayloadReader.BOOSTED_TREES);
        writeOptions(boosted.hyperparameters(), target.putObject("options"));
        target.put("baseline", boosted.baseline());
        ArrayNode trees = target.putArray("trees");
        for (RegressionTree tree : boosted.trees()) {
            TreeFormat.write(tree, trees.addArray());
        }
    }

    private static void writeOptions(BoostingOptions options, ObjectNode target) {
        target.put("iterations", options.iterations());
        target.put("learningRate", options.learningRate());
        target.put("maximumLeaves", options.maximumLeaves());
        target.put("minimumRowsPerLeaf", options.minimumRowsPerLeaf());
        target.put("l2Regularization", options.l2Regularization());
        target.put("maximumBins", options.maximumBins());
        ArrayNode earlyStopping = target.putArray("earlyStopping");
        options.earlyStopping().ifPresent(rule -> {
            ObjectNode written = earlyStopping.addObject();
            written.put("heldOutFraction", rule.heldOutFraction());
            written.put("patience", rule.patience());
            written.put("tolerance", rule.tolerance());
        });
    }

    private static void addAll(List<Double> values, ArrayNode target) {
        values.forEach(target::add);
    }
}
