package dev.halcyon.cli.tutorial;

import dev.halcyon.learn.feature.GroupedSeries;
import dev.halcyon.learn.feature.SeriesFeatures;
import dev.halcyon.learn.training.Training;
import dev.halcyon.learn.training.TrainingPlan;
import dev.halcyon.learn.training.TrainingResult;
import dev.halcyon.learn.training.TrainingResult.Candidate;
import dev.halcyon.learn.validation.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Step 4: Year, Month, Day, Hour and DataType of every row; two models over five expanding folds; the better stays. */
final class TrainStep {
    private TrainStep() {}

    static TrainingResult run(GroupedSeries history) {
        return Training.run(history, SeriesFeatures.USAGE, TrainingPlan.DEFAULT);
    }

    static boolean isKept(Candidate candidate, TrainingResult result) {
        return candidate.hyperparameters().equals(result.best().model().hyperparameters());
    }

    /** Mean and deviation over the folds of each candidate, one line each. */
    static List<String> figures(TrainingResult result, String unit) {
        int nameWidth = result.candidates().stream()
                .mapToInt(candidate -> candidate.hyperparameters().modelName().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Candidate candidate : result.candidates()) {
            ValidationReport report = candidate.validation();
            lines.add(String.format(
                            Locale.ROOT,
                            "%-" + nameWidth + "s   %-22s %-24s%s",
                            candidate.hyperparameters().modelName(),
                            "MAE " + report.meanAbsoluteError(),
                            "RMSE " + report.rootMeanSquaredError(),
                            isKept(candidate, result) ? " kept" : "")
                    .stripTrailing());
        }
        lines.add("errors in %s, mean ± deviation over %d expanding folds of %,d rows"
                .formatted(
                        unit,
                        result.best().validation().folds().size(),
                        result.best().window().rows()));
        return lines;
    }
}
