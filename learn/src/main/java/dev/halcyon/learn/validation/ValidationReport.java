package dev.halcyon.learn.validation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What cross-validation measured, fold by fold. */
public record ValidationReport(List<FoldResult> folds) {
    /** Errors on one fold's test rows, of a model fitted on its training rows. */
    public record FoldResult(Fold fold, RegressionErrors errors) {}

    public ValidationReport {
        folds = List.copyOf(folds);
        if (folds.isEmpty()) {
            throw new IllegalArgumentException("A validation report has at least one fold.");
        }
    }

    public MeanAndDeviation meanAbsoluteError() {
        return over(RegressionErrors::meanAbsoluteError);
    }

    public MeanAndDeviation rootMeanSquaredError() {
        return over(RegressionErrors::rootMeanSquaredError);
    }

    private MeanAndDeviation over(ToDoubleFunction<RegressionErrors> figure) {
        return MeanAndDeviation.of(
                folds.stream().map(FoldResult::errors).mapToDouble(figure).toArray());
    }
}
