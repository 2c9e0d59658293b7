package dev.halcyon.learn.validation;

import dev.halcyon.learn.feature.Dataset;
import dev.halcyon.learn.feature.InvalidDataException;
import dev.halcyon.learn.model.Hyperparameters;
import dev.halcyon.learn.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cross-validation over expanding folds. */
public final class CrossValidation {
    private CrossValidation() {}

    /**
     * Fits on every fold's training rows and measures on its test rows.
     *
     * @param dataset rows sorted by time
     * @throws InvalidDataException when there are too few rows for the folds, or the rows do not suit the model
     */
    public static ValidationReport run(Hyperparameters hyperparameters, Dataset dataset, TimeSeriesSplit split) {
        List<ValidationReport.FoldResult> results = new ArrayList<>();
        for (Fold fold : split.of(dataset.rowCount())) {
            Model model = Trainer.fit(hyperparameters, dataset.slice(0, fold.trainEnd()));
            results.add(new ValidationReport.FoldResult(fold, errors(model, dataset, fold)));
        }
        return new ValidationReport(results);
    }

    private static RegressionErrors errors(Model model, Dataset dataset, Fold fold) {
        double[] predicted = model.predict(dataset.features().slice(fold.trainEnd(), fold.testEnd()));
        double[] actual = Arrays.copyOfRange(dataset.targets(), fold.trainEnd(), fold.testEnd());
        return RegressionErrors.of(actual, predicted);
    }
}
